package dev.demeanor.servlet;

import dev.demeanor.BehaviorSession;

/** A signed-in request: its behaviour session and what ties it to the HTTP session. */
record BoundSession(BehaviorSession behavior, SessionBinding binding) {}
