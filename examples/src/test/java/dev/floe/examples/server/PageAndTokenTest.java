package dev.floe.examples.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.floe.examples.support.Http;
import dev.floe.examples.support.Sdp;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files, which anyone may have, and the token that everything else wants. */
final class PageAndTokenTest {
    private static final String TOKEN = "open-sesame";
    private static TestServer server;
    private static Http http;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start("--token", TOKEN);
        http = server.http();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/floe.css, text/css; charset=utf-8",
        "/main.js, text/javascript; charset=utf-8",
        "/favicon.svg, image/svg+xml",
    })
    void servesThePageToAnyone(String path, String mediaType) throws Exception {
        HttpResponse<String> file = http.get(path);
        assertEquals(200, file.statusCode());
        assertEquals(mediaType, Http.header(file, "content-type"));
        assertTrue(Http.header(file, "content-security-policy").contains("script-src 'self';"));
        assertEquals(200, http.call("HEAD", path).statusCode());
    }

    @Test
    void servesEveryFileThatThePageNames() throws Exception {
        String page = http.get("/").body();
        for (String name : new String[] {"favicon.svg", "floe.css", "main.js"}) {
            assertTrue(page.contains('"' + name + '"'), name);
        }
        for (String module : new String[] {"api", "session", "view", "words", "chart", "sdp"}) {
            assertEquals(200, http.get("/" + module + ".js").statusCode(), module);
        }
        assertFalse(page.contains("http:") || page.contains("https:"), "the page names another server");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/whip",
                "/sessions",
                "/sessions/0",
                "/events",
                "/metrics",
                "/nothing",
                "/page/",
                "/..",
                "/index.html"
            })
    void wantsTheTokenForEverythingElse(String path) throws Exception {
        HttpResponse<String> refused = http.get(path);
        assertEquals(401, refused.statusCode());
        assertEquals("Bearer realm=\"floe\"", Http.header(refused, "www-authenticate"));
        assertEquals("application/problem+json", Http.header(refused, "content-type"));
    }

    @Test
    void wantsTheRightToken() throws Exception {
        HttpResponse<String> refused = with("Bearer open-sesamf", "/sessions");
        assertEquals(401, refused.statusCode());
        assertTrue(Http.header(refused, "www-authenticate").contains("error=\"invalid_token\""));
    }

    @Test
    void opensWithTheToken() throws Exception {
        assertEquals(200, with("Bearer " + TOKEN, "/sessions").statusCode());
        assertEquals(200, with("bearer  " + TOKEN, "/sessions").statusCode());
        assertEquals(200, with("Bearer " + TOKEN, "/metrics").statusCode());
    }

    @Test
    void opensNoSessionWithoutTheToken() throws Exception {
        assertEquals(401, http.offer(Sdp.offer()).statusCode());
        assertEquals("[]", with("Bearer " + TOKEN, "/sessions").body());
    }

    @Test
    void listsNoDirectoryAndClimbsNoPath() throws Exception {
        for (String path : new String[] {"/page/", "/index.html", "/../page/index.html", "/%2e%2e/", "/sessions/*"}) {
            assertEquals(404, with("Bearer " + TOKEN, path).statusCode(), path);
        }
    }

    private static HttpResponse<String> with(String authorization, String path) throws Exception {
        return http.send(http.to(path).header("Authorization", authorization));
    }
}
