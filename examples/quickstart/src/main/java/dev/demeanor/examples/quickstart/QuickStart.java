package dev.demeanor.examples.quickstart;

import dev.demeanor.BehaviorMonitor;
import dev.demeanor.BehaviorSession;
import dev.demeanor.SessionOptions;
import dev.demeanor.subject.SessionId;
import dev.demeanor.subject.SubjectId;
import dev.demeanor.testkit.SimulatedTypist;

/** Enrols a simulated typist on an 11-key password, then decides on her and on somebody else. */
public final class QuickStart {

  private QuickStart() {}

  /** Runs the example. */
  public static void main(String[] args) {
    // tag::quickstart
    SubjectId alice = SubjectId.of("alice");
    SimulatedTypist owner = SimulatedTypist.ofSeed(1, 11); // a password of 11 keys
    SimulatedTypist impostor = SimulatedTypist.ofSeed(2, 11);

    // SHADOW by default: it watches and affects nobody. A direct executor learns at once.
    try (BehaviorMonitor monitor = BehaviorMonitor.builder().executor(Runnable::run).build()) {
      SessionOptions enrolment = SessionOptions.of(alice, new SessionId("enrolment")).asVouched();
      BehaviorSession supervised = monitor.open(enrolment);
      for (int i = 0; i < 100; i++) {
        owner.type(supervised, supervised.field("password", 0));
        supervised.assess(); // what a vouched session shows is learned
      }
      System.out.println(monitor.enrolment(alice));

      BehaviorSession monday = monitor.open(SessionOptions.of(alice, new SessionId("monday")));
      owner.type(monday, monday.field("password", 0));
      System.out.println("owner    " + monday.assess());

      BehaviorSession tuesday = monitor.open(SessionOptions.of(alice, new SessionId("tuesday")));
      impostor.type(tuesday, tuesday.field("password", 0)); // the right password, another rhythm
      System.out.println("impostor " + tuesday.assess());
    }
    // end::quickstart
  }
}
