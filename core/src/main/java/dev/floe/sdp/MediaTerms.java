package dev.floe.sdp;

import java.util.List;

/**
 * How an answer takes an m-line of audio or video: in which formats, and with what to say of the streams that this side
 * sends there. It is asked whenever a description is read or an answer written, by any thread, and must say the same
 * of the same m-line each time.
 */
@FunctionalInterface
public interface MediaTerms {
    /** Takes every format that is offered, and says nothing of streams. */
    MediaTerms AS_OFFERED = MediaSection::formats;

    /**
     * Returns the formats that are taken, best first (RFC 3264 section 6.1).
     *
     * @param offered the m-line as the peer wrote it, of a kind that there is a slot for
     * @return some of {@link MediaSection#formats}; none refuses the m-line
     */
    List<String> formats(MediaSection offered);

    /**
     * {@return the lines about streams that the answer shows under an m-line that it takes and sends on, as they are,
     * without line ends: {@code a=msid} (RFC 8830), {@code a=ssrc} and {@code a=ssrc-group} (RFC 5576)} None by
     * default: browsers show an unannounced stream, too, but do not know what retransmits it.
     *
     * @param offered the m-line as the peer wrote it
     */
    default List<String> streams(MediaSection offered) {
        return List.of();
    }
}
