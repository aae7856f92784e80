package dev.demeanor.cli.evaluate;

import dev.demeanor.MonitorConfig;
import dev.demeanor.SessionOptions;
import dev.demeanor.cli.Version;
import dev.demeanor.cli.input.InputSummary;
import dev.demeanor.cli.report.HtmlReport;
import dev.demeanor.cli.report.ReportInput;
import dev.demeanor.cli.report.RunDescription;
import java.io.IOException;
import java.io.Writer;
import java.time.Clock;

/** Hands an outcome to the report. */
final class ReportFile {

  private ReportFile() {}

  static void write(Outcome outcome, Clock clock, Writer writer) throws IOException {
    InputSummary data = outcome.recordings().input();
    RunDescription run =
        new RunDescription(
            outcome.command(),
            outcome.recordings().dataset(),
            outcome.protocol(),
            outcome.detectors(),
            outcome.populations().line(),
            outcome.fusion(),
            data.path(),
            data.files(),
            data.sha256(),
            outcome.recordings().note(),
            outcome.bootstrap().seed(),
            outcome.bootstrap().resamples(),
            outcome.seconds(),
            outcome.run().refusedEvents(),
            RunDescription.Versions.current(Version.current()),
            clock.instant());
    HtmlReport.write(
        new ReportInput(
            run,
            outcome.run().attempts(),
            outcome.result(),
            outcome.run().enrolled(),
            MonitorConfig.defaults().segment(SessionOptions.DEFAULT_SEGMENT).thresholds(),
            TracedSessions.of(outcome),
            TracedSessions.delays(outcome)),
        writer);
  }
}
