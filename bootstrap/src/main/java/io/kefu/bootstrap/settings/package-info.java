/** The settings that kefu reads from its configuration, one record per prefix. */
@NullMarked
package io.kefu.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
