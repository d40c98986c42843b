package io.kefu.bootstrap.bench;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.archive.ArchiveConversations;
import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.ArchiveConversations.Swept;
import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.UserId;
import io.kefu.filestore.archive.ObjectArchive;
import io.kefu.filestore.local.LocalObjects;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.archive.RedisArchivableLogs;
import io.kefu.redis.client.Utf8Codec;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.message.RedisMessageHistory;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.segment.ArchivedSegments;
import io.kefu.redis.segment.SegmentRegister;
import io.kefu.redis.testing.ProcessServer;
import io.kefu.redis.testing.TestRedis;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Appends messages of random letters to a few conversations while the archive moves older ones, and prints the memory of Redis,
 * the refused appends, and the times of pages. {@code memory=0mb} is a Redis without a limit, so that nothing moves.
 */
final class ArchiveGrowth {
    private static final int CONVERSATIONS = 4;
    private static final int LETTERS = 100;
    private static final int WINDOW = 256;
    private static final int PAGE_SIZE = 100;
    private static final int TEXTS = 10_000;
    private static final int REPORTS = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final UserId KEFU = new UserId("kefu1");

    private final Options options;
    private final Redis redis;
    private final ArchiveConversations archiver;
    private final MessageLog log;
    private final MessageHistory history;
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong archived = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private ArchiveGrowth(Options options, Redis redis, ConversationArchive archive) {
        this.options = options;
        this.redis = redis;
        InstantSource clock = InstantSource.system();
        ArchivableLogs logs = new RedisArchivableLogs(redis, new SegmentRegister(redis), Durability.local());
        this.archiver = new ArchiveConversations(
                archive,
                logs,
                new InMemoryFileContents(clock),
                new InMemoryFileRecords(),
                new CountingSecrets(),
                clock,
                Thread::startVirtualThread,
                new Rules(Duration.ZERO, 0.8));
        MessageIndexer indexer = new MessageIndexer(redis);
        ArchivedSegments segments = new ArchivedSegments(archive, Thread::startVirtualThread);
        this.log = new RedisMessageLog(redis, indexer, Durability.local(), segments);
        this.history = new RedisMessageHistory(redis, indexer, segments);
    }

    static void run(Options options) {
        ProcessServer server =
                ProcessServer.startWith("--appendonly", "no", "--save", "", "--maxmemory", options.text("memory"));
        RedisClient client = RedisClient.create(server.uri());
        try {
            Path folder = Files.createTempDirectory("kefu-bench");
            Redis redis = TestRedis.of(client.connect(new Utf8Codec()).async(), new RedisKeys(64), false, TIMEOUT);
            ArchiveGrowth growth = new ArchiveGrowth(options, redis, new ObjectArchive(new LocalObjects(folder)));
            try (ScheduledExecutorService sweeps = Executors.newSingleThreadScheduledExecutor()) {
                var unused = sweeps.scheduleWithFixedDelay(growth::sweep, 1, 1, TimeUnit.SECONDS);
                growth.fill();
                growth.page();
            }
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            client.shutdown();
            server.close();
        }
    }

    /** What a node does once a second. */
    private void sweep() {
        Swept swept;
        do {
            swept = archiver.archive(1.0 / 3_600);
            archived.addAndGet(swept.entries());
            bytes.addAndGet(swept.bytes());
            swept.failures().forEach(failure -> System.out.println(failure.cause()));
        } while (swept.isMemoryScarce() && swept.segments() > 0);
    }

    private void fill() {
        int messages = options.number("messages");
        Random random = new Random(1);
        String[] texts = Stream.generate(() -> letters(random)).limit(TEXTS).toArray(String[]::new);
        Semaphore window = new Semaphore(WINDOW);
        long start = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            window.acquireUninterruptibly();
            String text = texts[i % TEXTS].substring(1) + (char) ('a' + i % 26);
            var unused = log.append(append(i % CONVERSATIONS, i % 3 == 0, text)).whenComplete((stored, failure) -> {
                window.release();
                if (failure != null) {
                    refused.incrementAndGet();
                }
            });
            if ((i + 1) % (messages / REPORTS) == 0) {
                report(i + 1, start);
            }
        }
        window.acquireUninterruptibly(WINDOW);
    }

    private static String letters(Random random) {
        return random.ints(LETTERS, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static UserId colleague(int number) {
        return new UserId("colleague" + number);
    }

    private static ConversationId conversation(int number) {
        return ConversationIds.ofPair(KEFU, colleague(number));
    }

    private static Append append(int number, boolean isOfKefu, String text) {
        UserId from = isOfKefu ? KEFU : colleague(number);
        UserId to = isOfKefu ? colleague(number) : KEFU;
        Draft draft = Draft.of(MessageType.TEXT, text);
        return new Append(conversation(number), Rule.PAIR, from, "Name", to, true, draft, null, null, Instant.now());
    }

    private void report(int messages, long start) {
        String memory = redis.await(redis.commands().info("memory"))
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .findFirst()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "archive    %,11d messages, %5.1f s: Redis %6.1f MB, %,11d in the archive (%.1f bytes each), %d refused%n",
                messages,
                (System.nanoTime() - start) / 1e9,
                Long.parseLong(memory.substring(memory.indexOf(':') + 1).strip()) / 1e6,
                archived.get(),
                (double) bytes.get() / Math.max(1, archived.get()),
                refused.get());
    }

    /** Reads the newest page, the oldest one again and again, and old pages that were not read before. */
    private void page() {
        int last = options.number("messages") / CONVERSATIONS / PAGE_SIZE;
        Histogram newest = new Histogram();
        Histogram same = new Histogram();
        Histogram cold = new Histogram();
        Random random = new Random(2);
        for (int i = -options.number("requests"); i < options.number("requests"); i++) {
            long one = read(1);
            long two = read(last);
            long three = read(last / 4 + random.nextInt(last / 2));
            if (i >= 0) {
                newest.add(one);
                same.add(two);
                cold.add(three);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "archive    page 1: %s   page %d: %s   random old page: %s   ratios of p50 %.2f and %.2f%n",
                newest,
                last,
                same,
                cold,
                same.millis(0.5) / newest.millis(0.5),
                cold.millis(0.5) / newest.millis(0.5));
    }

    private long read(int page) {
        long start = System.nanoTime();
        int size = history.read(conversation(0), new Window.Numbered(new PageRequest(page, PAGE_SIZE)))
                .items()
                .size();
        if (size != PAGE_SIZE) {
            throw new IllegalStateException("page " + page + " has " + size + " messages");
        }
        return System.nanoTime() - start;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
