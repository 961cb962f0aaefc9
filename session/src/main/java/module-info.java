/** Floe's shell: a peer session on Netty, with BouncyCastle's DTLS ready made. */
@SuppressWarnings("requires-automatic") // Micrometer has no module descriptor, only a module's name.
module dev.floe.session {
    requires static transitive org.jspecify;
    requires transitive dev.floe.core;
    requires jdk.jfr;
    requires io.netty.common;
    requires io.netty.buffer;
    requires transitive io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.unix.common;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.tls;
    requires org.slf4j;
    requires static micrometer.core; // not transitive: who compiles against us without it could not

    exports dev.floe.session;
    exports dev.floe.session.data;
    exports dev.floe.session.dtls;
    exports dev.floe.session.metrics;
}
