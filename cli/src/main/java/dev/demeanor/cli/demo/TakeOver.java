package dev.demeanor.cli.demo;

import dev.demeanor.Access;
import dev.demeanor.BehaviorSession;
import dev.demeanor.Feedback;
import dev.demeanor.Health;
import dev.demeanor.MonitorConfig;
import dev.demeanor.cli.demo.Terminal.Style;
import dev.demeanor.decision.Decision;
import dev.demeanor.decision.ReasonCode;
import dev.demeanor.decision.Verdict;
import dev.demeanor.event.Modality;
import dev.demeanor.spi.audit.AuditRecord;
import dev.demeanor.spi.store.Block;
import dev.demeanor.testkit.SimulatedPerson.Doing;

/**
 * The play: enrolment, the owner, the take-over, without the mouse, why, the block, the record,
 * next.
 */
final class TakeOver {

  private static final String OWNER = "alice (simulated)";
  private static final String IMPOSTOR = "mallory (simulated)";
  private static final int DAYS = 10;
  private static final int SESSIONS_A_DAY = 10;
  private static final int OWNER_MINUTES = 5;
  private static final int MOST_CLICKING_MINUTES = 5;
  private static final int MINUTES_WITHOUT_MOUSE = 3;
  private static final int MOST_WORKING_MINUTES = 6;

  private final Stage stage;
  private final Screen screen;
  private final DecisionTable table;

  TakeOver(Stage stage, Screen screen) {
    this.stage = stage;
    this.screen = screen;
    this.table = new DecisionTable(screen, stage.config.segment("default").thresholds());
  }

  void play() {
    opening();
    enrol();
    try (BehaviorSession session = stage.open("monday")) {
      ownerWorks(session);
      boolean denied = impostorWorks(session);
      new Reasons(screen).show(session, stage.records.lastDecision().orElseThrow());
      if (denied) {
        block(session);
      }
    }
    new AuditTable(screen).show(stage.records.records());
  }

  private void opening() {
    Health health = stage.monitor.health();
    MonitorConfig.Enforcement override = health.enforcement();
    screen.title("DEMEANOR   who is at work now?", "take-over demo, seed " + stage.seed);
    screen.blank();
    if (override != null) {
      String mode = health.mode() + " by override \"" + override.actor() + "\"";
      screen.line("Mode      %s", screen.styled(Style.NOTICE, mode));
      screen.line("          reason: %s", override.reason());
    }
    screen.line("          without an override it runs in SHADOW: watches, affects nobody");
    screen.line("People    simulated: seeded random numbers, not recordings of people");
    screen.line(
        "Sees      timing and position of %d password keys; free text as shuffled", Stage.KEYS);
    screen.line("          pairs of key classes; how the pointer moves; which routes follow");
    screen.line("Monitor   the real one on embedded defaults: no files, no network");
    screen.pause(1500);
  }

  private void enrol() {
    screen.section("ENROLMENT", OWNER + ", 10 sign-ins a day for 10 days");
    EnrolmentTable progress = new EnrolmentTable(screen, stage);
    for (int day = 1; day <= DAYS; day++) {
      stage.nextDay();
      for (int i = 1; i <= SESSIONS_A_DAY; i++) {
        try (BehaviorSession session = stage.openVouched("enrolment-" + day + "-" + i)) {
          stage.signInAndWork(session);
        }
        screen.overwrite(progress.lines());
        screen.pause(25);
      }
      if (day == 1 || day == DAYS / 2 || day == DAYS) {
        screen.settle("day " + day, progress.lines(), day == DAYS);
      }
    }
    screen.pause(800);
  }

  private void ownerWorks(BehaviorSession session) {
    stage.nextDay();
    screen.section("THE OWNER", OWNER + " signs in and works");
    screen.line("Evidence in nats; above 0 speaks for alice. One decision a minute.");
    screen.blank();
    table.head();
    for (int i = 0; i < OWNER_MINUTES; i++) {
      AuditRecord.Decided decided =
          i == 0 ? stage.signInAndWork(session) : stage.work(stage.owner, session);
      table.row(decided);
      if (decided.decision().verdict() != Verdict.ALLOW) {
        excuse(session);
      }
      screen.pause(300);
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

  private boolean impostorWorks(BehaviorSession session) {
    screen.section("THE TAKE-OVER", IMPOSTOR + " sits down at her desk");
    screen.line("Same session, same device. He reads and clicks, and types nothing yet.");
    screen.blank();
    screen.pause(700);
    stage.impostor.takeOverFrom(stage.owner);
    table.head();
    Decision decision = clicks(session);
    if (decision.verdict() == Verdict.CHALLENGE) {
      decision = withoutMouse(session, decision);
    }
    return decision.verdict() == Verdict.DENY || worksOpenly(session);
  }

  private Decision clicks(BehaviorSession session) {
    Decision decision = null;
    for (int i = 0; i < MOST_CLICKING_MINUTES; i++) {
      AuditRecord.Decided decided =
          stage.work(stage.impostor, session, Doing.POINTING, Doing.VISITING);
      decision = decided.decision();
      table.row(decided);
      screen.pause(700);
      if (decision.verdict() != Verdict.ALLOW) {
        break;
      }
    }
    if (decision == null) {
      throw new IllegalStateException("nobody clicked");
    }
    if (decision.verdict() == Verdict.DENY) {
      table.reasons(decision);
    } else if (decision.verdict() == Verdict.CHALLENGE) {
      table.note("the application would ask for a second factor; mallory avoids it");
      screen.pause(800);
    }
    return decision;
  }

  /** The modality that gave him away goes missing; what he imitates well must not help him. */
  private Decision withoutMouse(BehaviorSession session, Decision before) {
    screen.section("WITHOUT THE MOUSE", "he hides what gave him away");
    screen.line("He leaves mouse and keys alone and only visits what alice visits.");
    screen.blank();
    screen.pause(700);
    table.head();
    stage.impostor.imitateRoutesOf(stage.seed);
    double hidden = 0;
    Decision decision = before;
    for (int i = 0; i < MINUTES_WITHOUT_MOUSE && decision.verdict() != Verdict.DENY; i++) {
      AuditRecord.Decided decided = stage.work(stage.impostor, session, Doing.VISITING);
      decision = decided.decision();
      hidden += Math.max(0, DecisionTable.evidence(decided, Modality.NAVIGATION));
      table.row(decided);
      screen.pause(700);
    }
    if (decision.verdict() == Verdict.DENY) {
      table.reasons(decision);
      return decision;
    }
    if (hidden > 0) {
      screen.blank();
      String code = ReasonCode.EXPECTED_MODALITY_MISSING.name();
      screen.line("%s: alice nearly always shows a pointer.", styledWarn(code));
      screen.line("While it is missing, what speaks for her (in brackets) is withheld. With it,");
      screen.line("trust would be back at %.3f.", withAll(decision.trust(), hidden));
    }
    screen.pause(1500);
    return decision;
  }

  private String styledWarn(String text) {
    return screen.styled(Style.WARN, text);
  }

  /** Returns what trust would be had nothing been withheld. */
  private double withAll(double trust, double hidden) {
    double weight = 3 * stage.config.trust().weight(Modality.NAVIGATION);
    return 1 / (1 + Math.exp(-(Math.log(trust / (1 - trust)) + weight * hidden)));
  }

  /** In the end he wants something, and for that he has to work. */
  private boolean worksOpenly(BehaviorSession session) {
    session.feedback(Feedback.CHALLENGE_FAILED);
    stage.impostor.imitateRoutesOf(~stage.seed); // from here on he goes where he wants
    screen.blank();
    screen.line("Then he wants to transfer money: he is asked for a second factor, has none,");
    screen.line("and has to write and click.");
    screen.blank();
    screen.pause(600);
    for (int i = 0; i < MOST_WORKING_MINUTES; i++) {
      AuditRecord.Decided decided = stage.work(stage.impostor, session);
      table.row(decided);
      screen.pause(600);
      if (decided.decision().verdict() == Verdict.DENY) {
        table.reasons(decided.decision());
        return true;
      }
    }
    screen.blank();
    screen.line(
        "Not denied after %d minutes of work: to the detectors they are alike.",
        MOST_WORKING_MINUTES);
    screen.line("It happens. Another --seed brings other people.");
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
        "expires   %s, after %d min",
        block.expiresAt(), stage.config.blocking().lasting().first().toMinutes());
    screen.blank();
    screen.pause(700);
    table.head();
    table.row(stage.work(stage.impostor, session));
    table.note("mallory tries again: refused, whatever the trust");
    screen.pause(700);
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
      table.row(stage.work(stage.owner, session));
      screen.pause(300);
    }
    screen.pause(500);
  }
}
