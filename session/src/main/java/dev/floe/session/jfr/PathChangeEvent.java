package dev.floe.session.jfr;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Another path was selected, the first one included. */
@Name("dev.floe.PathChange")
@Label("Path Change")
@Description("What the session sends goes to another address of the peer's from now on")
@Category("Floe")
@StackTrace(false)
public final class PathChangeEvent extends Event {
    @Label("Session")
    final String session;

    @Label("Former Remote Address")
    @Description("Empty for the first path")
    final String former;

    @Label("Remote Address")
    final String remote;

    private PathChangeEvent(String session, String former, String remote) {
        this.session = session;
        this.former = former;
        this.remote = remote;
    }

    /** Records one. */
    public static void record(String session, String former, String remote) {
        new PathChangeEvent(session, former, remote).commit();
    }
}
