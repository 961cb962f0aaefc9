package dev.floe.session;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

/**
 * Starts one session: opens its socket, binds it to the first port of the plan's that is free, and starts its engine.
 * On its loop.
 */
final class SessionStart {
    private final EventLoops loops;
    private final LoopContext context;
    private final SessionPlan plan;
    private final Keeper keeper;
    private final PrimitiveIterator.OfInt ports;
    private final CompletableFuture<PeerSession> started = new CompletableFuture<>();

    private SessionStart(EventLoops loops, SessionPlan plan, Keeper keeper) {
        this.loops = loops;
        this.context = loops.next();
        this.plan = plan;
        this.keeper = keeper;
        this.ports = plan.ports().walk();
    }

    /**
     * Starts a session on one of these loops. Exactly one of the keeper's methods is called before the stage completes.
     */
    static CompletionStage<PeerSession> begin(EventLoops loops, SessionPlan plan, Keeper keeper) {
        SessionStart start = new SessionStart(loops, plan, keeper);
        try {
            start.context.loop().execute(start::run);
        } catch (RejectedExecutionException gone) {
            start.fail(new IllegalStateException("the event loops are closed", gone));
        }
        return Stages.copy(start.started);
    }

    /** Whatever goes wrong, the stage completes. */
    private void run() {
        try {
            open();
        } catch (Throwable fault) {
            fail(fault);
        }
    }

    private void open() {
        UdpSocket socket;
        try {
            socket = loops.openSocket(plan.bind());
        } catch (RuntimeException failure) {
            fail(SocketFailures.onOpen(failure));
            return;
        }
        context.loop().register(socket.channel()).addListener(registered -> {
            if (registered.isSuccess()) {
                prepare(socket);
            } else {
                abandon(socket, SocketFailures.onOpen(registered.cause()));
            }
        });
    }

    private void prepare(UdpSocket socket) {
        try {
            if (plan.receiveBuffer() > 0) {
                socket.setReceiveBuffer(plan.receiveBuffer());
            }
        } catch (IOException | RuntimeException failure) {
            abandon(socket, SocketFailures.onOpen(failure));
            return;
        }
        bind(socket);
    }

    private void bind(UdpSocket socket) {
        InetSocketAddress address = new InetSocketAddress(plan.bind(), ports.nextInt());
        socket.channel().bind(address).addListener(bound -> onBound(socket, address, bound));
    }

    private void onBound(UdpSocket socket, InetSocketAddress address, Future<?> bound) {
        if (bound.isSuccess()) {
            launch(socket);
        } else if (!SocketFailures.isAddressInUse(bound.cause())) {
            abandon(socket, SocketFailures.onBind(bound.cause(), address));
        } else if (ports.hasNext()) {
            bind(socket);
        } else {
            abandon(socket, plan.ports().whenAllTaken(SocketFailures.onBind(bound.cause(), address)));
        }
    }

    private void launch(UdpSocket socket) {
        LoopSession session;
        try {
            session = new LoopSession(context, socket, plan, keeper);
        } catch (Throwable failure) {
            abandon(socket, failure);
            return;
        }
        started.complete(session.begin());
    }

    /** Tells of the failure when the socket is closed. */
    private void abandon(UdpSocket socket, Throwable why) {
        socket.channel().close().addListener(closed -> fail(why));
    }

    private void fail(Throwable why) {
        keeper.failed();
        started.completeExceptionally(why);
    }
}
