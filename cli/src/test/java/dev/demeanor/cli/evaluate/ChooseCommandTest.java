package dev.demeanor.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demeanor.cli.SyntheticPasswords;
import dev.demeanor.cli.Tool;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChooseCommandTest {

  @TempDir Path folder;

  private Path data;

  @BeforeEach
  void simulate() throws IOException {
    data =
        SyntheticPasswords.write(
            folder.resolve("data.csv"), SyntheticPasswords.lines(4, 30, 5), "\n");
  }

  private Tool choose(Object... more) {
    Object[] args = new Object[5 + more.length];
    System.arraycopy(new Object[] {"choose", "--dataset", "cmu", "--data", data}, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    return Tool.run(args);
  }

  @Test
  void choose_saysHowOftenEachValueWasChosenAndWhatThatGaveOnOthers() {
    Tool tool = choose("--detector", "rhythm", "--vary", "clip=0.1,4", "--divisions", "3");

    assertThat(tool.err()).isEmpty();
    assertThat(tool.exitCode()).isZero();
    assertThat(tool.out())
        .startsWith("usual")
        .containsPattern("clip +value +pooled-eer +mean-eer +chosen\n")
        .containsPattern(" 0\\.1 .* \\d of 6\n")
        .containsPattern(" 4 .* \\d of 6\n")
        .contains("on subjects left out: the choice");
  }

  @Test
  void choose_withAConstantTheDetectorDoesNotHave_saysWhichItHas() {
    Tool tool = choose("--detector", "rhythm", "--vary", "clap=1,4");

    assertThat(tool.exitCode()).isEqualTo(2);
    assertThat(tool.err()).contains("has no constant \"clap\"").contains("clip");
  }

  @Test
  void choose_withoutDetector_asksForOne() {
    assertThat(choose("--vary", "clip=1,4").err()).contains("choose needs --detector");
  }

  @Test
  void choose_withOneValueOnly_refuses() {
    assertThat(choose("--detector", "rhythm", "--vary", "clip=1").err())
        .contains("--vary must be NAME=VALUE,VALUE with two values or more");
  }

  @Test
  void choose_withAConstantOfCalibration_evaluatesWithEachValue() {
    Tool tool =
        choose("--detector", "manhattan-scaled", "--divisions", "3", "--vary", "crossing=-3,-1e9");

    assertThat(tool.err()).isEmpty();
    assertThat(tool.exitCode()).isZero();
    assertThat(tool.out())
        .containsPattern(" -3 +0\\.0000 +0\\.0000  6 of 6\n")
        .as("everything speaks as loudly as it can for the subject")
        .containsPattern(" -1e9 +0\\.5000 +0\\.5000  0 of 6\n");
  }

  @Test
  void choose_withAConstantOfAdaptation_needsNoDetector() {
    Tool tool = choose("--adapt", "self", "--divisions", "3", "--vary", "anchor-lead=0,2");

    assertThat(tool.err()).isEmpty();
    assertThat(tool.out()).containsPattern("anchor-lead +value").containsPattern(" \\d of 6\n");
  }

  @Test
  void choose_withAConstantOfAdaptationThatNothingLearnsBy_refuses() {
    assertThat(choose("--vary", "anchor-lead=1,2").err())
        .contains("anchor-lead changes nothing without --adapt self or feedback");
  }

  @Test
  void choose_withAConstantOfCalibrationOutOfItsRange_refusesItByName() {
    assertThat(choose("--vary", "ceiling=0,6").err())
        .contains("ceiling=0: ceiling must be finite and > 0, was 0.0");
  }
}
