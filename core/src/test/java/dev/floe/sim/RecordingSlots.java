package dev.floe.sim;

import dev.floe.slot.DataLink;
import dev.floe.slot.DataSlot;
import dev.floe.slot.DtlsLink;
import dev.floe.slot.DtlsRole;
import dev.floe.slot.DtlsSlot;
import dev.floe.slot.MediaLink;
import dev.floe.slot.MediaSlot;
import dev.floe.slot.SrtpKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Three slots that write down what they are told, as in {@code "dtls.onDatagram"}, and do what a test asks of them. */
public final class RecordingSlots {
    /** What a test does in the middle of a slot's method. */
    @FunctionalInterface
    public interface Deed {
        void act(long now);
    }

    /** What the slots were told, in order. */
    public final List<String> calls = new ArrayList<>();

    public final List<byte[]> datagrams = new ArrayList<>();
    /** The call at which {@link #deed} is done. */
    public String at = "";

    public Deed deed = now -> {};
    public long delay = Long.MAX_VALUE;
    /** How often one of them was asked for it. */
    public int asked;

    private final boolean withDtls;
    private final boolean withData;
    private final boolean withMedia;
    private @Nullable DtlsLink dtlsLink;
    private @Nullable DataLink dataLink;
    private @Nullable MediaLink mediaLink;

    private RecordingSlots(boolean withDtls, boolean withData, boolean withMedia) {
        this.withDtls = withDtls;
        this.withData = withData;
        this.withMedia = withMedia;
    }

    public static RecordingSlots all() {
        return new RecordingSlots(true, true, true);
    }

    public static RecordingSlots none() {
        return new RecordingSlots(false, false, false);
    }

    public static RecordingSlots onlyMedia() {
        return new RecordingSlots(false, false, true);
    }

    /** Does something in the middle of a slot's method, each time it is called. */
    public RecordingSlots on(String call, Deed what) {
        at = call;
        deed = what;
        return this;
    }

    public DtlsLink dtlsLink() {
        return present(dtlsLink);
    }

    public DataLink dataLink() {
        return present(dataLink);
    }

    public MediaLink mediaLink() {
        return present(mediaLink);
    }

    private static <T> T present(@Nullable T link) {
        if (link == null) {
            throw new AssertionError("the slot was not attached");
        }
        return link;
    }

    public long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    public Optional<DtlsSlot.Factory> dtls() {
        return withDtls
                ? Optional.of(link -> {
                    dtlsLink = link;
                    return new Dtls();
                })
                : Optional.empty();
    }

    public Optional<DataSlot.Factory> data() {
        return withData
                ? Optional.of(link -> {
                    dataLink = link;
                    return new Data();
                })
                : Optional.empty();
    }

    public Optional<MediaSlot.Factory> media() {
        return withMedia
                ? Optional.of(link -> {
                    mediaLink = link;
                    return new Media();
                })
                : Optional.empty();
    }

    private void told(long now, String call) {
        calls.add(call);
        if (call.equals(at)) {
            deed.act(now);
        }
    }

    private long askedForDelay(String call) {
        asked++;
        if (call.equals(at)) {
            deed.act(0);
        }
        return delay;
    }

    private final class Dtls implements DtlsSlot {
        @Override
        public void onDatagram(long now, ByteBuffer datagram) {
            datagrams.add(Output.copy(datagram));
            told(now, "dtls.onDatagram");
        }

        @Override
        public boolean send(long now, ByteBuffer plaintext) {
            told(now, "dtls.send");
            return dtlsLink().send(now, plaintext);
        }

        @Override
        public void onWritable(long now) {
            told(now, "dtls.onWritable");
        }

        @Override
        public void onConsentLost(long now) {
            told(now, "dtls.onConsentLost");
        }

        @Override
        public void onTimeout(long now) {
            told(now, "dtls.onTimeout");
        }

        @Override
        public long delayNanos(long now) {
            return askedForDelay("dtls.delayNanos");
        }

        @Override
        public void onClosing(long now) {
            told(now, "dtls.onClosing");
        }

        @Override
        public void onClosed() {
            told(0, "dtls.onClosed");
        }
    }

    private final class Data implements DataSlot {
        @Override
        public void onSecured(long now, DtlsRole role) {
            told(now, "data.onSecured");
        }

        @Override
        public void onPlaintext(long now, ByteBuffer plaintext) {
            datagrams.add(Output.copy(plaintext));
            told(now, "data.onPlaintext");
        }

        @Override
        public void onWritable(long now) {
            told(now, "data.onWritable");
        }

        @Override
        public void onConsentLost(long now) {
            told(now, "data.onConsentLost");
        }

        @Override
        public void onTimeout(long now) {
            told(now, "data.onTimeout");
        }

        @Override
        public long delayNanos(long now) {
            return askedForDelay("data.delayNanos");
        }

        @Override
        public void onClosing(long now) {
            told(now, "data.onClosing");
        }

        @Override
        public void onClosed() {
            told(0, "data.onClosed");
        }
    }

    private final class Media implements MediaSlot {
        @Override
        public void onKeys(long now, SrtpKeys keys) {
            told(now, "media.onKeys");
        }

        @Override
        public void onDatagram(long now, ByteBuffer datagram) {
            datagrams.add(Output.copy(datagram));
            told(now, "media.onDatagram");
        }

        @Override
        public void onWritable(long now) {
            told(now, "media.onWritable");
        }

        @Override
        public void onConsentLost(long now) {
            told(now, "media.onConsentLost");
        }

        @Override
        public void onTimeout(long now) {
            told(now, "media.onTimeout");
        }

        @Override
        public long delayNanos(long now) {
            return askedForDelay("media.delayNanos");
        }

        @Override
        public void onClosing(long now) {
            told(now, "media.onClosing");
        }

        @Override
        public void onClosed() {
            told(0, "media.onClosed");
        }
    }
}
