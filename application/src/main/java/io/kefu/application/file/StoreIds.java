package io.kefu.application.file;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import java.util.Optional;

/**
 * Compares the store id of the content store with the one that the records know. They differ if an empty or wrong disk is
 * mounted, or if the records were lost. Nothing may be deleted then, and nothing moved between the two.
 */
public final class StoreIds {
    /** The number of characters of a store id. */
    public static final int LENGTH = 32;

    private StoreIds() {}

    /** Whether the ids are the same. If neither side has an id, both get a new one. Blocks. */
    public static boolean match(FileContents contents, FileRecords records, Secrets secrets) {
        Optional<String> ofStore = contents.storeId();
        Optional<String> ofRecords = records.storeId(Optional.empty());
        if (ofStore.isEmpty() && ofRecords.isEmpty()) {
            // The records get their id first, because Redis may refuse a write. If several nodes start at once, the id
            // that
            // reached the records first counts for all.
            contents.setStoreId(
                    records.storeId(Optional.of(secrets.text(LENGTH))).orElseThrow());
            return true;
        }
        return ofStore.equals(ofRecords);
    }

    /**
     * Whether the content store has no id although the records have one. An empty or wrong disk is mounted then, or this node
     * has a folder of its own instead of the one that all nodes share: what it stores would be lost. Blocks.
     */
    public static boolean isStoreMissing(FileContents contents, FileRecords records) {
        return contents.storeId().isEmpty() && records.storeId(Optional.empty()).isPresent();
    }
}
