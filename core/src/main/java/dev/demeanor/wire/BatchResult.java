package dev.demeanor.wire;

/** What became of bytes that were read as a batch. Immutable. */
public sealed interface BatchResult permits Batch, RefusedBatch {}
