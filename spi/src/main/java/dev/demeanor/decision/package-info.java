/** What Demeanor answers: verdict, reasons, trust, and the terms that explain it. */
@NullMarked
package dev.demeanor.decision;

import org.jspecify.annotations.NullMarked;
