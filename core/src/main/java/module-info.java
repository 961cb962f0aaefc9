/** Floe's protocols as sans-IO state machines: no threads, no clocks, no sockets. */
module dev.floe.core {
    requires static transitive org.jspecify;
}
