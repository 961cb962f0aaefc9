@NullMarked
package dev.floe.examples.dtls;

import org.jspecify.annotations.NullMarked;
