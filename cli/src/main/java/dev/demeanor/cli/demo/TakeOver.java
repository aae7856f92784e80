package dev.demeanor.cli.demo;

import dev.demeanor.Access;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.cli.demo.Terminal.Style;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.Verdict;
import dev.demeanor.spi.store.Block;

/** The play in six scenes: enrolment, the owner, the take-over, why, the block, the record. */
final class TakeOver {

  private static final String OWNER = "alice (simulated)";
  private static final String IMPOSTOR = "mallory (simulated)";
  private static final int DAYS = 10;
  private static final int OWNER_ENTRIES = 6;
  private static final int MOST_IMPOSTOR_ENTRIES = 12;

  private final Stage stage;
  private final Screen screen;
  private final EntryTable table;

  TakeOver(Stage stage, Screen screen) {
    this.stage = stage;
    this.screen = screen;
    this.table = new EntryTable(screen, stage.config.segment("default").thresholds());
  }

  void play() {
    opening();
    enrol();
    try (BehaviorSession session = stage.open("monday")) {
      ownerTypes(session);
      boolean denied = impostorTypes(session);
      new Reasons(screen).show(session);
      if (denied) {
        block(session);
      }
    }
    new AuditTable(screen).show(stage.records.records());
    closing();
  }

  private void opening() {
    Health health = stage.monitor.health();
    MonitorConfig.Enforcement override = health.enforcement();
    screen.title("DEMEANOR   who is typing now?", "take-over demo, seed " + stage.seed);
    screen.blank();
    if (override != null) {
      String mode = health.mode() + " by override \"" + override.actor() + "\"";
      screen.line("Mode      %s", screen.styled(Style.NOTICE, mode));
      screen.line("          reason: %s", override.reason());
    }
    screen.line("          without an override it runs in SHADOW: watches, affects nobody");
    screen.line("Typists   simulated: seeded random numbers, not recordings of people");
    screen.line("Password  %d keys, of which only position and timing are ever seen", Stage.KEYS);
    screen.line("Monitor   the real one on embedded defaults: no files, no network");
    screen.pause(2000);
  }

  private void enrol() {
    screen.section("ENROLMENT", OWNER + ", 10 entries a day for 10 days");
    Meter meter = new Meter(screen.terminal(), 40);
    for (int day = 1; day <= DAYS; day++) {
      stage.nextDay();
      try (BehaviorSession session = stage.openVouched("enrolment-" + day)) {
        for (int i = 0; i < 100 / DAYS; i++) {
          stage.type(stage.owner, session);
          screen.overwrite(progress(meter));
          screen.pause(25);
        }
      }
      if (day == 1 || day == DAYS / 2 || day == DAYS) {
        screen.settle(progress(meter));
      }
    }
    screen.pause(600);
  }

  private String progress(Meter meter) {
    var progress = stage.progress();
    double share = (double) progress.samples() / progress.required();
    String state = progress.isComplete() ? "ENROLLED" : "COLD_START";
    Style style = progress.isComplete() ? Style.GOOD : Style.ACCENT;
    return meter.of(share, style)
        + String.format(
            "  %s %d/%d", screen.styled(style, state), progress.samples(), progress.required());
  }

  private void ownerTypes(BehaviorSession session) {
    stage.nextDay();
    screen.section("THE OWNER", OWNER + " signs in and works");
    table.head();
    for (int i = 0; i < OWNER_ENTRIES; i++) {
      Decision decision = stage.type(stage.owner, session);
      table.row(decision, Stage.evidence(session));
      if (decision.verdict() != Verdict.ALLOW) {
        excuse(session);
      }
      screen.pause(350);
    }
    screen.pause(600);
  }

  /** A false alarm happens; the owner can prove herself. */
  private void excuse(BehaviorSession session) {
    if (session.access() instanceof Access.Blocked blocked) {
      stage.monitor.unblock(blocked.block().id(), "olivia", "false alarm: alice called");
    }
    session.feedback(Feedback.CHALLENGE_PASSED);
    table.note("a false alarm: alice passes the second factor and goes on");
  }

  private boolean impostorTypes(BehaviorSession session) {
    screen.section("THE TAKE-OVER", IMPOSTOR + " sits down at her desk");
    screen.line("Same session, same device, and mallory knows the password.");
    screen.blank();
    screen.pause(1000);
    stage.impostor.takeOverFrom(stage.owner);
    table.head();
    boolean challenged = false;
    for (int i = 0; i < MOST_IMPOSTOR_ENTRIES; i++) {
      Decision decision = stage.type(stage.impostor, session);
      table.row(decision, Stage.evidence(session));
      screen.pause(750);
      if (decision.verdict() == Verdict.DENY) {
        table.reasons(decision);
        return true;
      }
      if (decision.verdict() == Verdict.CHALLENGE && !challenged) {
        challenged = true;
        session.feedback(Feedback.CHALLENGE_FAILED);
        table.note("the application asks for a second factor; mallory has none");
        screen.pause(800);
      }
    }
    screen.blank();
    screen.line(
        "Not denied in %d entries: these two type alike. It happens; typing is one",
        MOST_IMPOSTOR_ENTRIES);
    screen.line("signal among several. Another --seed brings other people.");
    return false;
  }

  private void block(BehaviorSession session) {
    screen.section("THE BLOCK", "what follows a DENY under ENFORCE");
    if (!(session.access() instanceof Access.Blocked blocked)) {
      return;
    }
    Block block = blocked.block();
    screen.line("Every route now refuses this session before anything else is computed:");
    screen.blank();
    screen.line("block     %s", AuditTable.shortened(block.id()));
    screen.line("target    this %s; the account may sign in elsewhere", block.target().kind());
    screen.line("origin    %s, by %s", block.origin(), block.actor());
    screen.line("reason    %s", block.reason());
    screen.line(
        "expires   %s, after %d min", block.expiresAt(), stage.config.blockDuration().toMinutes());
    screen.blank();
    screen.pause(1000);
    table.head();
    table.row(stage.type(stage.impostor, session), Stage.evidence(session));
    table.note("mallory tries again: refused, whatever the trust");
    screen.pause(1000);
    unblock(session, block);
  }

  private void unblock(BehaviorSession session, Block block) {
    stage.monitor.unblock(block.id(), "olivia", "alice called and is back at her desk");
    screen.blank();
    screen.line("The operator olivia lifts it: \"alice called and is back at her desk\"");
    screen.line("alice passes the second factor, which forgives the evidence against her:");
    screen.blank();
    session.feedback(Feedback.CHALLENGE_PASSED);
    screen.pause(600);
    stage.owner.takeOverFrom(stage.impostor);
    for (int i = 0; i < 2; i++) {
      table.row(stage.type(stage.owner, session), Stage.evidence(session));
      screen.pause(350);
    }
    screen.pause(500);
  }

  private void closing() {
    screen.section("NEXT", "");
    screen.line("Simulated typists show how it works, not how well. To measure it:");
    screen.line("  ./demeanor evaluate --dataset cmu --data DSL-StrongPasswordData.csv");
    screen.line("To put it into an application: README.md, examples/quickstart");
    screen.line("How it decides, and what it never sees: docs/");
    screen.blank();
  }
}
