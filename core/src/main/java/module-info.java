/** Floe's protocols as sans-IO state machines: no threads, no clocks, no sockets. */
module dev.floe.core {
    requires static transitive org.jspecify;

    exports dev.floe.dcep;
    exports dev.floe.engine;
    exports dev.floe.ice;
    exports dev.floe.sctp;
    exports dev.floe.sdp;
    exports dev.floe.slot;
    exports dev.floe.status;
    exports dev.floe.stun;
}
