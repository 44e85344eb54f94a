package io.github.dynamodbjcache.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values as attributes, by hand. */
interface RawValues<V> {

  AttributeValue write(V value);

  V read(AttributeValue attribute);

  /** Texts as S. */
  final class OfText implements RawValues<String> {
    @Override
    public AttributeValue write(String value) {
      return AttributeValue.fromS(value);
    }

    @Override
    public String read(AttributeValue attribute) {
      return attribute.s();
    }
  }

  /** Numbers as N. */
  final class OfLong implements RawValues<Long> {
    @Override
    public AttributeValue write(Long value) {
      return AttributeValue.fromN(value.toString());
    }

    @Override
    public Long read(AttributeValue attribute) {
      return Long.valueOf(attribute.n());
    }
  }

  /** Articles by Java serialization, under a filter as a careful user sets one. */
  final class OfArticle implements RawValues<Article> {

    private static final ObjectInputFilter FILTER =
        ObjectInputFilter.Config.createFilter(
            "maxdepth=20;maxbytes=400000;maxarray=10000;"
                + Article.class.getName()
                + ";java.lang.*;java.util.*;!*");

    @Override
    public AttributeValue write(Article value) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(value);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes.toByteArray()));
    }

    @Override
    public Article read(AttributeValue attribute) {
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(attribute.b().asByteArrayUnsafe()))) {
        in.setObjectInputFilter(FILTER);
        return (Article) in.readObject();
      } catch (IOException | ClassNotFoundException e) {
        throw new IllegalStateException("an article cannot be read", e);
      }
    }
  }
}
