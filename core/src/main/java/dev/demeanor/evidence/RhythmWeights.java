package dev.demeanor.evidence;

/**
 * How much each term of a rhythm says, in about nats: the design weights of the fusion.
 *
 * @param nearest of a scale of distance to the nearest entries, for each feature compared
 * @param dwell of a nat of density, for each dwell
 * @param latency the same for each press to press and each flight, which overlap
 * @param dwellLevel of a scale by which all dwells are shorter than usual
 * @param latencyLevel of a scale by which all latencies are off what is usual
 */
record RhythmWeights(
    double nearest, double dwell, double latency, double dwellLevel, double latencyLevel) {

  static RhythmWeights read(Constants from, String prefix, RhythmWeights usual) {
    return new RhythmWeights(
        from.number(prefix + "nearest", usual.nearest, 0, 100),
        from.number(prefix + "dwell", usual.dwell, 0, 100),
        from.number(prefix + "latency", usual.latency, 0, 100),
        from.number(prefix + "dwell-level", usual.dwellLevel, 0, 100),
        from.number(prefix + "latency-level", usual.latencyLevel, 0, 100));
  }
}
