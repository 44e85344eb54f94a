package io.github.dynamodbjcache.examples.arcade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** "A Spring application whose @Cacheable methods with two arguments read an existing table" */
@ExtendWith(OutputCaptureExtension.class)
class ArcadeTest {

  @Test
  void whatTheTableHasIsFoundAndWhatIsSavedIsAnItem(CapturedOutput output) {
    Arcade.main(new String[0]);

    List<String> lines =
        output
            .getOut()
            .lines()
            .filter(line -> line.matches("(found|item|the archive|E\\dM\\d).*"))
            .toList();
    assertThat(lines)
        .containsExactly(
            "found: DoomMap[episode=1, map=2, name=Nuclear Plant, cheats=[iddqd]]",
            "found: DoomMap[episode=1, map=3, name=Toxin Refinery, cheats=[]]",
            "the archive is asked for E1M9",
            "found: DoomMap[episode=1, map=9, name=Military Base, cheats=[]]",
            "found: DoomMap[episode=1, map=9, name=Military Base, cheats=[]]",
            "the archive is asked for E4M1",
            "found: null",
            "item: {cheats=[idspispopd], episode=1, map=2, name=Nuclear Plant, played=0}",
            "E1M9 is forgotten",
            "item: {}");
    assertThat(output.getAll()).doesNotContain(" ERROR ").doesNotContain("Exception");
  }
}
