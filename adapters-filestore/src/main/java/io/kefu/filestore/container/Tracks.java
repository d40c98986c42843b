package io.kefu.filestore.container;

/** The kinds of tracks in a container. */
final class Tracks {
    private boolean hasAudio;
    private boolean hasVideo;
    private boolean hasOther;

    void addAudio() {
        hasAudio = true;
    }

    void addVideo() {
        hasVideo = true;
    }

    /** Adds a track of subtitles, chapters or any other kind. */
    void addOther() {
        hasOther = true;
    }

    boolean isEmpty() {
        return !hasAudio && !hasVideo && !hasOther;
    }

    /**
     * The first part of the container's media type.
     *
     * @param otherwise the result for a container without tracks
     */
    String kind(String otherwise) {
        if (isEmpty()) {
            return otherwise;
        }
        return hasVideo ? "video" : hasAudio ? "audio" : "application";
    }
}
