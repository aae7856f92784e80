package dev.demeanor.tck;

import dev.demeanor.spi.Provider;
import dev.demeanor.spi.ProviderOptions;
import dev.demeanor.spi.audit.DecisionListener;
import dev.demeanor.spi.audit.DecisionListenerProvider;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ProviderTckTest {

  private static final CountDownLatch END = new CountDownLatch(1);

  @AfterAll
  static void endThreads() {
    END.countDown();
  }

  @Test
  void everyRule_hasATest() {
    TckRun.assertCovers(ProviderTck.class, "P", 3);
  }

  @Test
  void correctProvider_passes() {
    TckRun.assertPasses(Correct.class, 0);
  }

  @Test
  void providerWithUpperCaseName_breaksP1() {
    TckRun.assertFails(HasUpperCaseName.class, "P-1");
  }

  @Test
  void providerWhoseNameChanges_breaksP1() {
    TckRun.assertFails(ChangesName.class, "P-1");
  }

  @Test
  void providerWithoutPublicConstructor_breaksP2() {
    TckRun.assertFails(HasNoPublicConstructor.class, "P-2");
  }

  @Test
  void providerThatStartsAThread_breaksP2() {
    TckRun.assertFails(StartsThread.class, "P-2");
  }

  @Test
  void providerThatTakesAnyOption_breaksP3() {
    TckRun.assertFails(TakesAnyOption.class, "P-3");
  }

  @Test
  void providerThatDoesNotNameTheOption_breaksP3() {
    TckRun.assertFails(DoesNotNameOption.class, "P-3");
  }

  static class Correct extends ProviderTck {
    @Override
    protected Provider newProvider() {
      return new Good();
    }

    @Override
    protected Map<String, String> malformedOptions() {
      return Map.of("size", "-1");
    }
  }

  static class HasUpperCaseName extends ProviderTck {
    @Override
    protected Provider newProvider() {
      return new Good() {
        @Override
        public String name() {
          return "Good";
        }
      };
    }
  }

  static class ChangesName extends ProviderTck {
    private int calls;

    @Override
    protected Provider newProvider() {
      return new Good() {
        @Override
        public String name() {
          return "good-" + calls++;
        }
      };
    }
  }

  static class HasNoPublicConstructor extends ProviderTck {
    @Override
    protected Provider newProvider() {
      return new Hidden();
    }
  }

  static class StartsThread extends ProviderTck {
    @Override
    protected Provider newProvider() {
      Race.daemon(
              () -> {
                try {
                  END.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              })
          .start();
      return new Good();
    }
  }

  static class TakesAnyOption extends Correct {
    @Override
    protected Provider newProvider() {
      return new Good() {
        @Override
        public DecisionListener create(ProviderOptions options) {
          return new DecisionListener() {};
        }
      };
    }
  }

  static class DoesNotNameOption extends Correct {
    @Override
    protected Provider newProvider() {
      return new Good() {
        @Override
        public DecisionListener create(ProviderOptions options) {
          throw new IllegalArgumentException("bad configuration");
        }
      };
    }
  }

  /** A correct provider with an option. */
  public static class Good implements DecisionListenerProvider {
    @Override
    public String name() {
      return "good";
    }

    @Override
    public DecisionListener create(ProviderOptions options) {
      options.getInt("size", 10, 1, 100);
      return new DecisionListener() {};
    }
  }

  private static final class Hidden extends Good {}
}
