package dev.floe;

import dev.floe.session.Leaks;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails each class of tests after which Netty's leak detector, which watches every buffer, has something to report. */
public final class LeakWatch implements AfterAllCallback {
    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        Leaks.assertNone();
    }
}
