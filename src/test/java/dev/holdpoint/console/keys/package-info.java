/** The keymap under test. */
@org.jspecify.annotations.NullMarked
package dev.holdpoint.console.keys;
