package io.groundswell.board;

import io.groundswell.board.Assets.Asset;
import io.groundswell.event.Names;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The door: the page, everything at once, what changes, a curve, and whether all is well. */
final class BoardServer implements AutoCloseable {
  /** Nothing from elsewhere, nothing inline, no text that becomes markup, in nobody's frame. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final int THREADS = 12;
  private static final long IDLE_MS = 60_000;
  private static final int LONGEST_LOGIN = 4096;
  private static final String JSON = "application/json";
  private static final String LOGIN = "/login";
  private static final String NOTHING = "There is nothing here.";

  private final Server server;
  private final ServerConnector connector;
  private final Assets assets = new Assets();
  private final Store store;
  private final Hub hub;
  private final Access access;
  private final Supplier<Boolean> healthy;
  private final WrongTokens wrongTokens;
  private byte[] packed;
  private byte[] packedBytes;

  /**
   * A server that has not started.
   *
   * @param address where it listens
   * @param healthy whether the brokers answer
   */
  BoardServer(
      InetSocketAddress address,
      Store store,
      Hub hub,
      Access access,
      Supplier<Boolean> healthy,
      Clock clock) {
    wrongTokens = new WrongTokens(clock);
    this.store = store;
    this.hub = hub;
    this.access = access;
    this.healthy = healthy;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("board-web");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE_MS);
    connector.setAcceptQueueSize(512);
    server.addConnector(connector);
    server.setHandler(new Door());
    server.setErrorHandler(BoardServer::refuse);
  }

  /** Starts, and returns the port. */
  int start() throws Exception {
    server.start();
    return connector.getLocalPort();
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private final class Door extends Handler.Abstract.NonBlocking {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      secure(response);
      String path = Request.getPathInContext(request);
      if (!access.knows(request.getHeaders().get(HttpHeader.HOST))) {
        text(
            response, 421, "This board answers on its own machine only (docs/board.md).", callback);
      } else if (!methods(path).contains(request.getMethod())) {
        response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", methods(path)));
        text(response, 405, "Not in this way.", callback);
      } else if (hasParameters(request)) {
        text(response, 404, NOTHING, callback);
      } else if (path.equals("/health")) {
        health(response, callback);
      } else if (path.equals(LOGIN)) {
        login(request, response, callback);
      } else {
        get(path, request, response, callback);
      }
      return true;
    }
  }

  private static List<String> methods(String path) {
    return path.equals(LOGIN) ? List.of("POST") : List.of("GET", "HEAD");
  }

  /** Whether there are parameters in the path, as in {@code /;x}: it is another path than it is. */
  private static boolean hasParameters(Request request) {
    String path = request.getHttpURI().getPath();
    return path != null && path.indexOf(';') >= 0;
  }

  /**
   * What is said to what is no request at all, or is too long: short, without what was sent, and
   * with the same headers as everything else. What cannot be understood is no fault of this side's.
   */
  private static boolean refuse(Request request, Response response, Callback callback) {
    secure(response);
    boolean theirs = request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException;
    int status = response.getStatus();
    text(response, theirs && status >= 500 ? 400 : status, "This cannot be answered.", callback);
    return true;
  }

  private static void secure(Response response) {
    response.getHeaders().put("Content-Security-Policy", POLICY);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.getHeaders().put("X-Frame-Options", "DENY");
    response.getHeaders().put("Referrer-Policy", "no-referrer");
    response.getHeaders().put("Cross-Origin-Opener-Policy", "same-origin");
    response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
    response
        .getHeaders()
        .put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  }

  private void get(String path, Request request, Response response, Callback callback) {
    // What the login page needs holds nothing that is not in the source code.
    boolean open = path.equals("/board.css") || path.equals("/icon.svg");
    String cookie = cookie(request);
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    if (!open && !access.admits(authorization, cookie)) {
      boolean wrong = cookie != null || authorization != null;
      int status = wrong ? wrong(request, response) : 401;
      if (path.equals("/")) {
        asset(assets.get("/login.html"), status, request, response, callback);
      } else if (status == 401) {
        response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
        text(response, status, "A token is needed.", callback);
      } else {
        text(response, status, "Too many wrong tokens.", callback);
      }
      return;
    }
    switch (path) {
      case "/api/snapshot" -> snapshot(request, response, callback);
      case "/api/events" -> events(request, response, callback);
      case "/api/curve" -> curve(request, response, callback);
      default -> {
        Asset asset = path.equals("/login.html") ? null : assets.get(path);
        if (asset == null) {
          text(response, 404, NOTHING, callback);
        } else {
          asset(asset, 200, request, response, callback);
        }
      }
    }
  }

  private static String cookie(Request request) {
    return Request.getCookies(request).stream()
        .filter(each -> each.getName().equals(Access.COOKIE))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse(null);
  }

  /**
   * The status of an answer to a token that is wrong, with how long to wait where it is one more.
   */
  private int wrong(Request request, Response response) {
    int seconds = wrongTokens.count(Request.getRemoteAddr(request));
    if (seconds == 0) {
      return 401;
    }
    response.getHeaders().put(HttpHeader.RETRY_AFTER, seconds);
    return 429;
  }

  private void login(Request request, Response response, Callback callback) {
    long length = request.getLength();
    if (length < 0 || length > LONGEST_LOGIN) {
      text(response, 413, "A token is shorter.", callback);
      return;
    }
    Content.Source.asString(
        request,
        StandardCharsets.UTF_8,
        new org.eclipse.jetty.util.Promise<>() {
          @Override
          public void succeeded(String body) {
            Fields said = new Fields();
            try {
              org.eclipse.jetty.util.UrlEncoded.decodeUtf8To(body, said);
            } catch (RuntimeException e) {
              // Not a form: then it is not the token either.
              said.clear();
            }
            if (!access.isToken(said.getValue("token"))) {
              asset(assets.refusal(), wrong(request, response), request, response, callback);
              return;
            }
            boolean encrypted =
                request.isSecure() || "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
            response
                .getHeaders()
                .put(
                    HttpHeader.SET_COOKIE,
                    Access.COOKIE
                        + "="
                        + access.cookie()
                        + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000"
                        + (encrypted ? "; Secure" : ""));
            response.getHeaders().put(HttpHeader.LOCATION, "/");
            text(response, 303, "", callback);
          }

          @Override
          public void failed(Throwable cause) {
            callback.failed(cause);
          }
        });
  }

  private void health(Response response, Callback callback) {
    boolean well = healthy.get();
    json(
        response, well ? 200 : 503, "{\"status\":\"" + (well ? "ok" : "waiting") + "\"}", callback);
  }

  private void snapshot(Request request, Response response, Callback callback) {
    Hub.Snapshot snapshot = hub.snapshot();
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
    if (takesGzip(request)) {
      response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
      send(response, 200, packed(snapshot), callback);
    } else {
      send(response, 200, snapshot.json(), callback);
    }
  }

  /** Packed once for all who ask before it changes: the very same one, not one that is equal. */
  @SuppressWarnings("ReferenceEquality")
  private synchronized byte[] packed(Hub.Snapshot snapshot) {
    if (packed != snapshot.json()) {
      packedBytes = Assets.gzip(snapshot.json());
      packed = snapshot.json();
    }
    return packedBytes;
  }

  private void events(Request request, Response response, Callback callback) {
    String last = request.getHeaders().get("Last-Event-ID");
    if (last == null) {
      last = Request.extractQueryParameters(request).getValue("last");
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    // Proxies must not wait for the end, which never comes.
    response.getHeaders().put("X-Accel-Buffering", "no");
    if (HttpMethod.HEAD.is(request.getMethod())) {
      // Whoever wants the head alone takes no place: writing to it would never fail, nor free it.
      callback.succeeded();
      return;
    }
    Subscriber subscriber = new Subscriber(request, response, callback, hub);
    if (hub.join(subscriber, last)) {
      subscriber.tell("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
    } else {
      text(response, 503, "Too many browsers are open.", callback);
    }
  }

  private void curve(Request request, Response response, Callback callback) {
    Fields query = Request.extractQueryParameters(request);
    String alert = query.getValue("alert");
    String page = query.getValue("page");
    String post = query.getValue("post");
    String curve = null;
    if (alert != null) {
      curve = store.curveOfAlert(alert);
    } else if (page != null && post != null) {
      curve = store.curveOfPost(Names.key(page, post));
    }
    if (curve == null) {
      json(response, 404, "{}", callback);
    } else {
      json(response, 200, curve, callback);
    }
  }

  private static boolean takesGzip(Request request) {
    List<String> accepted = request.getHeaders().getValuesList(HttpHeader.ACCEPT_ENCODING);
    return accepted.stream().anyMatch(each -> each.contains("gzip"));
  }

  private static void asset(
      Asset asset, int status, Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, status == 200 ? "no-cache" : "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, asset.type());
    response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
    response.getHeaders().put(HttpHeader.ETAG, asset.tag());
    HttpField known = request.getHeaders().getField(HttpHeader.IF_NONE_MATCH);
    if (status == 200 && known != null && asset.tag().equals(known.getValue())) {
      response.setStatus(304);
      callback.succeeded();
    } else if (takesGzip(request)) {
      response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
      send(response, status, asset.gzip(), callback);
    } else {
      send(response, status, asset.bytes(), callback);
    }
  }

  private static void json(Response response, int status, String body, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, JSON);
    send(response, status, body.getBytes(StandardCharsets.UTF_8), callback);
  }

  private static void text(Response response, int status, String body, Callback callback) {
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    send(response, status, body.getBytes(StandardCharsets.UTF_8), callback);
  }

  private static void send(Response response, int status, byte[] body, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
