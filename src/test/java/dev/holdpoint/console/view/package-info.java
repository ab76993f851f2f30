/** The views under test. */
@org.jspecify.annotations.NullMarked
package dev.holdpoint.console.view;
