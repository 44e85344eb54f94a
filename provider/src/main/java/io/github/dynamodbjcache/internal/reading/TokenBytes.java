package io.github.dynamodbjcache.internal.reading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a token says, as bytes: the version of this form, what it is of, the key attributes, and a
 * checksum, which tells a token that was cut or changed from one that another table gave.
 *
 * @param kind of a scan or a query, and in which direction
 * @param table the fingerprint of the table's name
 * @param index the fingerprint of the index's name; that of the empty text for the table itself
 * @param keys where it goes on
 */
record TokenBytes(PageTokens.Kind kind, int table, int index, Map<String, AttributeValue> keys) {

  private static final int VERSION = 1;
  private static final PageTokens.Kind[] KINDS = PageTokens.Kind.values();

  /** Tells names apart: not against who wants two to be alike, but against a mix-up. */
  static int fingerprint(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return checksum(bytes, bytes.length);
  }

  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(VERSION);
      out.writeByte(kind.ordinal());
      out.writeInt(table);
      out.writeInt(index);
      for (Map.Entry<String, AttributeValue> key : new TreeMap<>(keys).entrySet()) {
        out.writeUTF(key.getKey());
        write(out, key.getValue());
      }
      out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    } catch (IOException cannotBe) {
      throw new UncheckedIOException(cannotBe);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, AttributeValue key) throws IOException {
    out.writeByte(key.type().toString().charAt(0));
    byte[] value =
        switch (key.type()) {
          case S -> key.s().getBytes(StandardCharsets.UTF_8);
          case N -> key.n().getBytes(StandardCharsets.UTF_8);
          default -> key.b().asByteArrayUnsafe();
        };
    out.writeShort(value.length);
    out.write(value);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static TokenBytes read(byte[] bytes) {
    int end = bytes.length - Integer.BYTES;
    if (end < 1 || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
      throw garbled(null);
    }
    if (bytes[0] != VERSION) {
      throw new IllegalArgumentException(
          "the page's token is of version "
              + bytes[0]
              + ", and this version of dynamodb-jcache knows version "
              + VERSION);
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 1, end - 1));
    try {
      PageTokens.Kind kind = KINDS[in.readUnsignedByte()];
      int table = in.readInt();
      int index = in.readInt();
      Map<String, AttributeValue> keys = new HashMap<>();
      while (in.available() > 0) {
        keys.put(in.readUTF(), readKey(in));
      }
      return new TokenBytes(kind, table, index, keys);
    } catch (IOException | ArrayIndexOutOfBoundsException garbled) {
      throw garbled(garbled);
    }
  }

  private static AttributeValue readKey(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    byte[] value = in.readNBytes(in.readUnsignedShort());
    return switch (type) {
      case 'S' -> AttributeValue.fromS(new String(value, StandardCharsets.UTF_8));
      case 'N' -> AttributeValue.fromN(new String(value, StandardCharsets.UTF_8));
      default -> AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
    };
  }

  /** For what no token is. */
  static IllegalArgumentException garbled(@Nullable Exception reason) {
    return new IllegalArgumentException(
        "this is no token of a page, or a part of one: take the whole text that page().next() gave",
        reason);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
