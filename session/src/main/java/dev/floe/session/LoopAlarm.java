package dev.floe.session;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes the sweep of one event loop. The only thing of a session's that is ever scheduled there. */
final class LoopAlarm implements DeadlineSweep.Alarm {
    private final EventLoop loop;
    private final Runnable wake;
    private @Nullable Future<?> pending;

    LoopAlarm(EventLoop loop, Runnable wake) {
        this.loop = loop;
        this.wake = wake;
    }

    @Override
    public void set(long delayNanos) {
        clear();
        pending = loop.schedule(wake, delayNanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void clear() {
        Future<?> before = pending;
        pending = null;
        if (before != null) {
            before.cancel(false);
        }
    }
}
