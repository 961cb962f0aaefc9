package dev.floe.examples.video;

import dev.floe.sdp.Direction;
import dev.floe.sdp.MediaKind;
import dev.floe.sdp.MediaSection;
import dev.floe.sdp.MediaTerms;
import dev.floe.slot.MediaLink;
import dev.floe.slot.MediaSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the peer's own video back: both halves of what {@code PeerSessions.Builder.media} takes. Video is accepted in
 * VP8 where the peer both sends and receives; audio is refused. One for a whole server; thread-safe.
 *
 * <p>Each SSRC of the peer's comes back as its complement, which the answer announces, so that the browser knows which
 * echoed stream retransmits which. Everything that the peer says about the echo's SSRCs by RTCP (lost packets, wanted
 * keyframes, bandwidth) comes back to it as said of its own streams: it is the encoder that has to act on it.
 */
public final class VideoEcho implements MediaSlot.Factory, MediaTerms {
    private static final Logger LOG = LoggerFactory.getLogger(VideoEcho.class);
    private static final String CODEC = "VP8";
    private static final int MOST_STREAMS = 8;
    private static final Pattern SSRC = Pattern.compile("(\\d{1,10}) cname:.*");
    private static final Pattern GROUP = Pattern.compile("FID (\\d{1,10}) (\\d{1,10})");

    private final boolean usable;

    /** Makes the echo. Loads the cryptography, so that no session has to wait for that; where that fails, video is refused. */
    public VideoEcho() {
        usable = Srtp.load();
        if (!usable) {
            LOG.warn("video cannot be echoed: jitsi-srtp does not load");
        }
    }

    @Override
    public MediaSlot attach(MediaLink link) {
        return new EchoSlot(link);
    }

    @Override
    public List<String> formats(MediaSection offered) {
        boolean echoed = usable
                && offered.kind().filter(MediaKind.VIDEO::equals).isPresent()
                && offered.direction() == Direction.SENDRECV;
        return echoed ? offered.formatsOf(CODEC) : List.of();
    }

    @Override
    public List<String> streams(MediaSection offered) {
        List<String> lines = new ArrayList<>(List.of("a=msid:floe echo"));
        offered.values("ssrc-group").stream()
                .map(GROUP::matcher)
                .filter(Matcher::matches)
                .limit(MOST_STREAMS)
                .map(group -> "a=ssrc-group:FID " + echoed(group.group(1)) + " " + echoed(group.group(2)))
                .forEach(lines::add);
        offered.values("ssrc").stream()
                .map(SSRC::matcher)
                .filter(Matcher::matches)
                .limit(MOST_STREAMS)
                .map(stream -> "a=ssrc:" + echoed(stream.group(1)) + " cname:floe")
                .forEach(lines::add);
        return lines;
    }

    private static String echoed(String ssrc) {
        return Integer.toUnsignedString(Mirror.of((int) Long.parseLong(ssrc)));
    }
}
