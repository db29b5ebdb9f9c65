package io.groundswell.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.List;
import java.util.Map;

/**
 * The model classes of Kubernetes and of Strimzi as strict judges of manifests that are theirs. By
 * themselves they collect fields that they do not know; here such a field is an error.
 */
final class ResourceModels {
  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ConfigMap", ConfigMap.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class,
          "kafka.strimzi.io/v1 KafkaUser", KafkaUser.class);

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new NothingBesides())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ResourceModels() {}

  /** Fields beside those of a model have no place to go. */
  private static final class NothingBesides extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }

  /** What is wrong with a document; nothing if all is well. */
  static List<String> problems(Map<String, Object> document) {
    String kind = document.get("apiVersion") + " " + document.get("kind");
    Class<?> model = MODELS.get(kind);
    if (model == null) {
      return List.of("the kind must be one of " + MODELS.keySet() + ", is " + kind);
    }
    try {
      STRICT.convertValue(document, model);
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(e.getMessage());
    }
  }
}
