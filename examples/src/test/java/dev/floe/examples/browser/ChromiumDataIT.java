package dev.floe.examples.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.floe.examples.support.Await;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Data channels between Chromium and the example server, which sends back what it gets. */
final class ChromiumDataIT {
    /** What the tests below are written in. Each gives up when a promise takes 30 s. */
    private static final String TOOLS = """
            window.tools = {
              within: (what, promise) => Promise.race([promise,
                new Promise((_, no) => setTimeout(() => no(new Error(`${what} took too long`)), 30000))]),
              once: (target, type) => tools.within(type,
                new Promise(yes => target.addEventListener(type, yes, { once: true }))),
              open: async (label, options) => {
                const channel = floe.pc.createDataChannel(label, options);
                channel.binaryType = 'arraybuffer';
                await tools.once(channel, 'open');
                return channel;
              },
              echo: async (channel, message) => {
                channel.send(message);
                return (await tools.once(channel, 'message')).data;
              },
              bytes: length => Uint8Array.from({ length }, (_, i) => (i * 31 + length + (i >> 8)) & 255),
              same: (a, b) => a.byteLength === b.byteLength && new Uint8Array(a).every((byte, i) => byte === b[i]),
            }
            """;

    private static Rig rig;
    private static Chromium browser;
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.warm();
        browser = rig.browser();
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        rig.close();
    }

    @BeforeEach
    void connect() throws Exception {
        page = rig.connect(browser);
        page.evaluate(TOOLS);
    }

    @AfterEach
    void leave() {
        page.close();
    }

    private JsonNode run(String body) {
        return page.evaluate("(async () => {" + body + "})()");
    }

    @Tag("DC4")
    @Test
    void sendsBackTextAndBytesOfEveryLengthAsTheyWere() {
        JsonNode wrong = run("""
                const channel = await tools.open('echo');
                const wrong = [];
                for (const length of [0, 1, 1199, 1200, 16384, 65536, 262144]) {
                  const bytes = tools.bytes(length);
                  const back = await tools.echo(channel, bytes);
                  if (!(back instanceof ArrayBuffer) || !tools.same(back, bytes)) wrong.push(`bytes ${length}`);
                  const text = 'ä'.repeat(length >> 1) + 'x'.repeat(length & 1);
                  if (await tools.echo(channel, text) !== text) wrong.push(`text ${length}`);
                }
                return wrong;
                """);
        assertEquals("[]", wrong.toString());
    }

    @Test
    void carriesAHundredChannelsAtOnce() {
        JsonNode right = run("""
                const kinds = [{}, { ordered: false }, { maxRetransmits: 3 }, { ordered: false, maxPacketLifeTime: 5000 }];
                const all = await Promise.all([...Array(100).keys()].map(async i => {
                  const channel = await tools.open(`channel ${i}`, kinds[i % kinds.length]);
                  const bytes = tools.bytes(1000 + i);
                  const same = tools.same(await tools.echo(channel, bytes), bytes);
                  return same && await tools.echo(channel, `text ${i}`) === `text ${i}`;
                }));
                return all.filter(Boolean).length;
                """);
        assertEquals(100, right.asInt());
    }

    @Tag("DC5")
    @Test
    void usesAnIdAgainThatWasClosedHere() {
        JsonNode ids = run("""
                const ids = [];
                for (let i = 0; i < 3; i++) {
                  const channel = await tools.open(`turn ${i}`);
                  ids.push(channel.id);
                  if (await tools.echo(channel, `turn ${i}`) !== `turn ${i}`) return 'another echo';
                  const closed = tools.once(channel, 'close');
                  channel.close();
                  await closed;
                }
                return ids;
                """);
        assertEquals(3, ids.size());
        assertEquals(ids.get(0), ids.get(1));
        assertEquals(ids.get(1), ids.get(2));
    }

    @Test
    void closesWhatTheServerClosesAndUsesItsIdAgain() {
        JsonNode ids = run("""
                const ids = [];
                for (let i = 0; i < 3; i++) {
                  const channel = await tools.open('close me', { protocol: 'floe-close' });
                  ids.push(channel.id);
                  const closed = tools.once(channel, 'close');
                  channel.send('now');
                  await closed;
                }
                return ids;
                """);
        assertEquals(3, ids.size());
        assertEquals(ids.get(0), ids.get(2));
    }

    @Test
    void takesAChannelThatTheServerOpens() {
        JsonNode seen = run("""
                const coming = tools.once(floe.pc, 'datachannel');
                await tools.open('from there', { protocol: 'floe-open' });
                const channel = (await coming).channel;
                if (channel.readyState !== 'open') await tools.once(channel, 'open');
                return { label: channel.label, odd: channel.id % 2, back: await tools.echo(channel, 'to and fro') };
                """);
        assertEquals("from there", seen.path("label").asText());
        assertEquals(1, seen.path("odd").asInt());
        assertEquals("to and fro", seen.path("back").asText());
    }

    @Test
    void thePageTalksToTheServer() throws Exception {
        Await.until(
                "a button that can be used",
                Rig.SOON,
                () -> !page.evaluate("document.getElementById('say').disabled").asBoolean(true));
        page.evaluate("document.getElementById('line').value = '<b>Grüß dich</b>'");
        page.evaluate("document.getElementById('chat').requestSubmit()");
        Await.until(
                "the line back",
                Rig.SOON,
                () -> page.evaluate("document.querySelector('#lines [data-kind=back]')?.textContent ?? ''")
                        .asText()
                        .equals("<b>Grüß dich</b>"));
    }

    @Test
    void thePageSendsAFileThereAndBack() throws Exception {
        Await.until(
                "a button that can be used",
                Rig.SOON,
                () -> !page.evaluate("document.getElementById('send').disabled").asBoolean(true));
        String digest = run("""
                const bytes = tools.bytes(5_000_001);
                const files = new DataTransfer();
                files.items.add(new File([bytes], 'five megabytes'));
                document.getElementById('pick').files = files.files;
                document.getElementById('file').requestSubmit();
                const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
                return [...digest].map(byte => byte.toString(16).padStart(2, '0')).join('');
                """).asText();
        Await.until(
                "the file back",
                Duration.ofSeconds(30),
                () -> page.value("result").equals("same"));
        assertEquals("Back as it was: SHA-256 " + digest, page.text("result"));
        assertEquals(1, page.evaluate("document.getElementById('back').value").asDouble());
        assertTrue(page.evaluate("Number(document.getElementById('rate').dataset.value)")
                        .asLong()
                > 0);
    }

    @Test
    void carriesManyMegabytesThereAndBackInABoundedHeap() throws Exception {
        int mebibytes = Integer.getInteger("floe.transfer.mib", 64);
        page.evaluate("window.bulk = null; (async () => {" + """
                const channel = await tools.open('bulk');
                const piece = 65536, count = %d * 16;
                let back = 0, wrong = 0, sent = 0;
                const message = tools.bytes(piece);
                const start = performance.now();
                const done = new Promise(yes => channel.onmessage = event => {
                  const view = new DataView(event.data);
                  if (event.data.byteLength !== piece || view.getUint32(0) !== back || view.getUint8(60000) !== message[60000]) wrong++;
                  if (++back === count) yes();
                });
                channel.bufferedAmountLowThreshold = 1 << 20;
                while (sent < count) {
                  while (sent < count && channel.bufferedAmount < 4 << 20) {
                    new DataView(message.buffer).setUint32(0, sent++);
                    channel.send(message);
                  }
                  if (sent < count) await new Promise(yes => channel.addEventListener('bufferedamountlow', yes, { once: true }));
                }
                await done;
                window.bulk = { back, wrong, seconds: (performance.now() - start) / 1000 };
                """.formatted(mebibytes) + "})(); 0");
        JsonNode seen = Await.found(
                "the last message back",
                Duration.ofSeconds(60 + mebibytes),
                () -> Optional.of(page.evaluate("window.bulk")).filter(JsonNode::isObject));
        assertEquals(mebibytes * 16, seen.path("back").asInt());
        assertEquals(0, seen.path("wrong").asInt());
        double seconds = seen.path("seconds").asDouble();
        assertTrue(seconds > 0);
        System.out.printf(
                "%d MiB there and back in %.1f s: %.1f MB/s each way%n",
                mebibytes, seconds, mebibytes * 1.048576 / seconds);
    }
}
