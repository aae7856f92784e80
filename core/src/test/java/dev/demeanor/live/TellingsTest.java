package dev.demeanor.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TellingsTest {

  private final Tellings tellings = new Tellings();
  private final List<String> told = new ArrayList<>();

  @Test
  void fill_tellsInTheOrderInWhichPlacesWereTaken() {
    Tellings.Place first = tellings.take();
    Tellings.Place second = tellings.take();
    Tellings.Place third = tellings.take();
    tellings.fill(second, () -> told.add("second"));
    assertThat(told).isEmpty();
    tellings.fill(first, () -> told.add("first"));
    assertThat(told).containsExactly("first", "second");
    tellings.fill(third, () -> told.add("third"));
    assertThat(told).containsExactly("first", "second", "third");
  }

  @Test
  void fill_tellsWhatIsFilledMeanwhileAfterwards() {
    Tellings.Place first = tellings.take();
    Tellings.Place second = tellings.take();
    tellings.fill(
        first,
        () -> {
          tellings.fill(second, () -> told.add("second"));
          told.add("first");
        });
    assertThat(told).containsExactly("first", "second");
  }
}
