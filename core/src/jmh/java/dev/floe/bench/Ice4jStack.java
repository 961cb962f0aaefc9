package dev.floe.bench;

import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.Set;
import java.util.stream.Stream;
import org.ice4j.StunException;
import org.ice4j.StunMessageEvent;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.message.Message;
import org.ice4j.message.Request;
import org.ice4j.stack.RawMessage;
import org.ice4j.stack.StunServerTransaction;
import org.ice4j.stack.StunStack;
import org.ice4j.stack.TransactionID;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * ice4j's StunStack with a given number of live transactions, which is how many requests it has had in the last 16
 * seconds. A request goes the way of its message processor: decoded, wrapped into an event, handled; its listener
 * answers through the stack, and the answer ends in a socket that drops it. Not measured: the thread that reads the
 * socket, the hand-over to the pool of message processors, the system calls, and all that an agent does with a check.
 *
 * <p>The stack keeps its transactions to itself, so that they are put in place, and put back after each batch, by
 * reflection.
 */
@State(Scope.Thread)
public class Ice4jStack {
    static final int BATCH = 10;

    /** How many transactions are live when a batch of ten begins. */
    @Param({"100", "1000", "10000"})
    public int transactions;

    private final Set<TransactionID> before = new HashSet<>();
    private StunStack stack = Ice4j.stack();
    private DroppingSocket socket = new DroppingSocket();
    private TransportAddress local = Ice4j.REMOTE;
    private Hashtable<TransactionID, StunServerTransaction> live = new Hashtable<>();
    private byte[][] requests = {};
    private int next;

    /** Makes the stack, and makes sure that a check is answered with a signed success. */
    @Setup
    public void prepare() throws ReflectiveOperationException, StunException {
        stack.addSocket(socket);
        local = new TransportAddress(socket.getLocalAddress(), socket.getLocalPort(), Transport.UDP);
        stack.addRequestListener(this::answer);
        live = transactionsOf(stack);
        requests =
                Stream.generate(Party.peer()::nominatingCheck).limit(Party.POOL).toArray(byte[][]::new);
        check();
        Sessions.requireSuccess(ByteBuffer.wrap(requests[0]), socket.latest());
    }

    @SuppressWarnings("unchecked")
    private static Hashtable<TransactionID, StunServerTransaction> transactionsOf(StunStack stack)
            throws ReflectiveOperationException {
        Field field = StunStack.class.getDeclaredField("serverTransactions");
        field.setAccessible(true);
        return (Hashtable<TransactionID, StunServerTransaction>) field.get(stack);
    }

    private void answer(StunMessageEvent event) {
        try {
            stack.sendResponse(
                    event.getTransactionID().getBytes(),
                    Ice4j.success((Request) event.getMessage(), event.getRemoteAddress()),
                    event.getLocalAddress(),
                    event.getRemoteAddress());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Begins each iteration with young transactions, since they live for 16 seconds. */
    @Setup(Level.Iteration)
    public void fill() {
        live.clear();
        before.clear();
        for (int i = 0; i < transactions; i++) {
            TransactionID id = TransactionID.createNewTransactionID();
            StunServerTransaction transaction = new StunServerTransaction(stack, id, local, Ice4j.REMOTE);
            transaction.start();
            live.put(id, transaction);
            before.add(id);
        }
    }

    /** Forgets the transactions of the latest batch. */
    @TearDown(Level.Invocation)
    public void trim() {
        Party.require(live.size() == transactions + BATCH, "each request has opened a transaction");
        live.keySet().retainAll(before);
    }

    int check() throws StunException {
        byte[] bytes = requests[next];
        next = next + 1 & Party.POOL - 1;
        RawMessage raw = RawMessage.build(bytes, bytes.length, Ice4j.REMOTE, local);
        Message message = Message.decode(raw.getBytes(), 0, raw.getMessageLength());
        stack.handleMessageEvent(new StunMessageEvent(stack, raw, message));
        return socket.sent();
    }

    /** Ends the stack and its socket. */
    @TearDown
    public void end() {
        stack.shutDown();
        socket.close();
    }
}
