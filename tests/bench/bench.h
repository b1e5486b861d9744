/* bench.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the benchmarks share. */

/* Durations in nanoseconds. */
typedef struct _BenchSamples BenchSamples;

BenchSamples *bench_samples_new (void);
void bench_samples_free (BenchSamples *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchSamples, bench_samples_free)

gint64 bench_now_ns (void);
void bench_samples_add_since (BenchSamples *self, gint64 start_ns);
void bench_samples_add (BenchSamples *self, gint64 ns);
void bench_samples_clear (BenchSamples *self);

/* In microseconds: the largest of the smallest @percent of all. */
double bench_samples_get_us (BenchSamples *self, guint percent);

void bench_init (const char *heading);
void bench_print_samples (const char *name, BenchSamples *samples);
void bench_print_ratio (const char *what, BenchSamples *samples, BenchSamples *base, double aim);

/* One await without a test framework: give bench_keep_result() and the address of a result that is %NULL. */
void bench_keep_result (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *bench_wait_result (GAsyncResult **result);

/* The disk itself, without a database: writes of any size, each followed by a flush, in a file that is there already,
 * round and round like a write-ahead log. */
typedef struct _BenchDisk BenchDisk;

BenchDisk *bench_disk_new (const char *folder);
void bench_disk_free (BenchDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchDisk, bench_disk_free)

void bench_disk_flush (BenchDisk *self, gsize size);
void bench_disk_flush_on_thread (BenchDisk *self, gsize size);

G_END_DECLS
