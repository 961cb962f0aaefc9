package dev.floe.session;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Event loops, their threads, and what the sessions on each share. Threads start with the first session on them.
 * Thread-safe.
 */
final class EventLoops {
    /** How many replies strangers may draw a second from all loops together. */
    private static final int REPLIES_PER_SECOND = 1000;

    private final Sockets sockets;
    private final Collection<Thread> threads = new ConcurrentLinkedQueue<>();
    private final IoEventLoopGroup group;
    private final boolean owned;
    private final List<LoopContext> contexts = new ArrayList<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * Makes event loops.
     *
     * @throws IllegalArgumentException if the transport does not load on this machine
     * @throws UncheckedIOException if there are no file descriptors for them
     */
    EventLoops(Transport transport, int count) {
        this.sockets = Sockets.of(transport);
        this.group = newGroup(count);
        this.owned = true;
        addContexts();
    }

    /**
     * Uses event loops that somebody else has made and will shut down.
     *
     * @throws IllegalArgumentException if they drive neither NIO nor epoll
     */
    EventLoops(IoEventLoopGroup lent) {
        this.sockets = Sockets.of(lent);
        this.group = lent;
        this.owned = false;
        addContexts();
        lent.terminationFuture().addListener(ended -> gone.complete(null));
    }

    private void addContexts() {
        List<EventLoop> loops = new ArrayList<>();
        for (EventExecutor loop : group) {
            loops.add((EventLoop) loop);
        }
        int share = Math.max(1, REPLIES_PER_SECOND / loops.size());
        loops.forEach(loop -> contexts.add(new LoopContext(loop, share)));
    }

    private MultiThreadIoEventLoopGroup newGroup(int count) {
        try {
            return new MultiThreadIoEventLoopGroup(count, recorded(threads), sockets.ioHandlers());
        } catch (IllegalStateException failure) {
            throw new UncheckedIOException(SocketFailures.onOpen(failure));
        }
    }

    private static ThreadFactory recorded(Collection<Thread> threads) {
        ThreadFactory maker = new DefaultThreadFactory("floe-loop");
        return work -> {
            Thread thread = maker.newThread(work);
            threads.add(thread);
            return thread;
        };
    }

    /** Returns the loops in turn. */
    LoopContext next() {
        return contexts.get(Math.floorMod(turn.getAndIncrement(), contexts.size()));
    }

    /** Opens a socket for an address of this IP version, not bound yet. Throws what the system says. */
    UdpSocket openSocket(InetAddress address) {
        return sockets.open(address);
    }

    /** Returns whether the calling thread is one of these loops' own. */
    boolean isCaller() {
        return contexts.stream().anyMatch(context -> context.loop().inEventLoop());
    }

    /** Completes when the threads are gone, whoever has ended them. */
    CompletableFuture<Void> gone() {
        return gone;
    }

    /**
     * Ends the threads after what they were given to do.
     *
     * @return completes when they are gone, or where they are lent, when they have done what they were given until now
     */
    CompletionStage<Void> shutdown() {
        if (!owned) {
            return CompletableFuture.allOf(
                    contexts.stream().map(context -> turnOf(context.loop())).toArray(CompletableFuture<?>[]::new));
        }
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).addListener(done -> {
            joinThreads();
            gone.complete(null);
        });
        return gone;
    }

    private static CompletableFuture<Void> turnOf(EventLoop loop) {
        CompletableFuture<Void> turn = new CompletableFuture<>();
        try {
            loop.execute(() -> turn.complete(null));
        } catch (RejectedExecutionException over) {
            turn.complete(null);
        }
        return turn;
    }

    /** They have done their work and are about to end; called on another thread. */
    private void joinThreads() {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
        }
    }
}
