package io.groundswell.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final String SECRET = "a secret of sixteen bytes";
  private static final byte[] BODY = "{\"text\":\"é\"}".getBytes(UTF_8);

  /** printf '1795428920.{"text":"é"}' | openssl dgst -sha256 -hmac 'a secret of sixteen bytes'. */
  private static final String BY_OPENSSL =
      "v1=b249234cae1cd3ef1fcb022958fbc03371b3254b6f24a016ddb6b0fcbb28afb3";

  @Test
  void isWhatOpensslSaysOfTimestampAndBody() {
    assertThat(Signature.of(List.of(SECRET), 1_795_428_920L, BODY)).isEqualTo(BY_OPENSSL);
  }

  @Test
  void coversTheTimestampAndTheSecret() {
    assertThat(Signature.of(List.of(SECRET), 1_795_428_921L, BODY)).isNotEqualTo(BY_OPENSSL);
    assertThat(Signature.of(List.of("another secret, as long"), 1_795_428_920L, BODY))
        .isNotEqualTo(BY_OPENSSL);
  }

  @Test
  void isGivenForEachSecretWhileTheyAreChanged() {
    assertThat(Signature.of(List.of("another secret, as long", SECRET), 1_795_428_920L, BODY))
        .matches("v1=[0-9a-f]{64},v1=[0-9a-f]{64}")
        .endsWith("," + BY_OPENSSL);
  }
}
