package dev.demeanor.spi.model;

/** What comes of training. */
public sealed interface TrainingOutcome permits TrainedModel, TooFewSamples {}
