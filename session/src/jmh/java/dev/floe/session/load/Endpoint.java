package dev.floe.session.load;

import dev.floe.ice.IceCredentials;

/** Where a session of this machine is, and what it must be shown. */
record Endpoint(int port, IceCredentials credentials) {
    @Override
    public String toString() {
        return port + " " + credentials.ufrag() + " " + credentials.password();
    }
}
