/** The figures of statistics and reports, and how they are computed from counters. */
@NullMarked
package io.kefu.domain.analytics;

import org.jspecify.annotations.NullMarked;
