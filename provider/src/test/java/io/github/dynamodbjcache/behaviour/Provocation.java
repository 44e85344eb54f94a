package io.github.dynamodbjcache.behaviour;

import io.github.dynamodbjcache.behaviour.TroubleLab.Told;
import java.util.List;

/** Gets a cache into one kind of trouble, and gives what is told of it. */
interface Provocation {
  List<Told> in(TroubleLab lab) throws Exception;
}
