package io.kefu.bootstrap.bench;

/** Searches, parses and writes in byte arrays without creating strings. */
final class ByteSearch {
    private ByteSearch() {}

    /** The index of a pattern; -1 if absent. */
    static int indexOf(byte[] bytes, int from, int to, byte[] pattern) {
        for (int i = from; i <= to - pattern.length; i++) {
            int same = 0;
            while (same < pattern.length && bytes[i + same] == pattern[same]) {
                same++;
            }
            if (same == pattern.length) {
                return i;
            }
        }
        return -1;
    }

    /** The index of a byte; -1 if absent. */
    static int indexOf(byte[] bytes, int from, int to, byte wanted) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Parses a decimal number. */
    static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (bytes[i] - '0');
        }
        return number;
    }

    /** Writes a decimal number, and returns the index after it. */
    static int put(byte[] bytes, int at, long number) {
        int length = 1;
        for (long left = number / 10; left > 0; left /= 10) {
            length++;
        }
        long left = number;
        for (int i = at + length - 1; i >= at; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return at + length;
    }
}
