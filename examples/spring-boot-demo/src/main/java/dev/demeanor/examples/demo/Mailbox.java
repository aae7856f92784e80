package dev.demeanor.examples.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Mails to answer, the same for everybody, and what each has sent. In memory; thread-safe. */
@Component
class Mailbox {

  private static final int MOST_SENT = 50;

  private static final List<Letter> INBOX =
      List.of(
          new Letter(
              1,
              "Mara Lindqvist",
              "The boat on Saturday",
              List.of(
                  "Hello, the forecast is kind for once: south-west three, and sun from noon.",
                  "Shall we meet at the slip at nine? I bring rope and coffee. Could you write to"
                      + " Jonas and ask whether he still has the spare sail?",
                  "Mara")),
          new Letter(
              2,
              "Harbour office",
              "Your berth for the season",
              List.of(
                  "Berth 14 is yours again from April to October. The fee has not changed.",
                  "Please tell us the length of the boat and whether you need electricity.")),
          new Letter(
              3,
              "Jonas",
              "Sail, and a question",
              List.of(
                  "The spare sail is in the shed, dry and patched. You may have it.",
                  "What was the name of that place with the smoked fish? We want to go there with"
                      + " the children, and nobody remembers how to find it. Describe the way,"
                      + " please!")));

  private final Map<String, List<Letter>> sent = new ConcurrentHashMap<>();

  List<Letter> inbox() {
    return INBOX;
  }

  Optional<Letter> find(int id) {
    return INBOX.stream().filter(letter -> letter.id() == id).findFirst();
  }

  List<Letter> sent(String account) {
    return List.copyOf(sent.getOrDefault(account, List.of()));
  }

  void send(String account, String to, String subject) {
    sent.compute(
        account,
        (name, before) -> {
          List<Letter> letters = new ArrayList<>(before == null ? List.of() : before);
          letters.add(0, new Letter(letters.size() + 1, to, subject, List.of()));
          return letters.size() > MOST_SENT ? letters.subList(0, MOST_SENT) : letters;
        });
  }
}
