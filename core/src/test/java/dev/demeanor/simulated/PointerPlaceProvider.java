package dev.demeanor.simulated;

import dev.demeanor.event.EventBuffer;
import dev.demeanor.event.EventKind;
import dev.demeanor.event.Modality;
import dev.demeanor.event.Source;
import dev.demeanor.spi.StateReader;
import dev.demeanor.spi.StateWriter;
import dev.demeanor.spi.feature.Feature;
import dev.demeanor.spi.feature.FeatureExtractor;
import dev.demeanor.spi.feature.FeatureExtractorProvider;
import dev.demeanor.spi.feature.FeatureSchema;
import dev.demeanor.spi.feature.FeatureVector;
import dev.demeanor.spi.feature.WindowSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A second modality for tests: the mean place of the pointer over ten events. */
public final class PointerPlaceProvider implements FeatureExtractorProvider {

  /** Events of one window. */
  public static final int EVENTS = 10;

  /** Mean of x and of y. */
  public static final FeatureSchema SCHEMA =
      new FeatureSchema(
          "pointer-place/1", List.of(new Feature("x.mean", "px"), new Feature("y.mean", "px")));

  private final String name;
  private final Source source;
  private final Set<EventKind> kinds;

  /** Makes the provider {@code pointer-place}. */
  public PointerPlaceProvider() {
    this("pointer-place");
  }

  /** Makes the same provider under another name. */
  public PointerPlaceProvider(String name) {
    this(name, Source.pointer(), Set.of(EventKind.POINTER));
  }

  /** Makes a provider for another source of the modality and other kinds of event. */
  public PointerPlaceProvider(String name, Source source, Set<EventKind> kinds) {
    this.name = name;
    this.source = source;
    this.kinds = kinds;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Modality modality() {
    return Modality.POINTER;
  }

  @Override
  public boolean supports(Source asked) {
    return asked.equals(source);
  }

  @Override
  public Optional<Source> implicitSource() {
    return Optional.of(source);
  }

  @Override
  public Set<EventKind> kinds() {
    return kinds;
  }

  @Override
  public WindowSpec window() {
    return new WindowSpec.Block(EVENTS);
  }

  @Override
  public FeatureExtractor create() {
    return new Extractor();
  }

  private static final class Extractor implements FeatureExtractor {

    private int count;
    private long sumX;
    private long sumY;

    @Override
    public void accept(EventBuffer events, int index) {
      count++;
      sumX += events.x(index);
      sumY += events.y(index);
    }

    @Override
    public void reset() {
      count = 0;
      sumX = 0;
      sumY = 0;
    }

    @Override
    public FeatureSchema schema() {
      return SCHEMA;
    }

    @Override
    public void writeTo(FeatureVector target) {
      target.clear();
      if (count > 0) {
        target.set(0, (double) sumX / count);
        target.set(1, (double) sumY / count);
      }
    }

    @Override
    public void saveState(StateWriter out) {
      out.putInt(1).putInt(count).putLong(sumX).putLong(sumY);
    }

    @Override
    public void loadState(StateReader in) {
      in.getInt("pointer place format", 1, 1);
      count = in.getInt("count", 0, Integer.MAX_VALUE);
      sumX = in.getLong();
      sumY = in.getLong();
    }
  }
}
