/* bench.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include <locale.h>
#include <time.h>

/* BenchSamples: what was measured, and how it is told. A machine's speed says little about a program, so what counts
 * are ratios between things measured by turns in one run; medians, because a noisy neighbour is no property of ours.
 * A missed aim is said, and is no failure. */

struct _BenchSamples
{
  GArray *values; /* owned, of gint64: nanoseconds */
};

BenchSamples *
bench_samples_new (void)
{
  BenchSamples *self = g_new0 (BenchSamples, 1);

  self->values = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

void
bench_samples_free (BenchSamples *self)
{
  g_array_unref (self->values);
  g_free (self);
}

gint64
bench_now_ns (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);

  return (gint64) now.tv_sec * 1000000000 + now.tv_nsec;
}

void
bench_samples_add_since (BenchSamples *self, gint64 start_ns)
{
  bench_samples_add (self, bench_now_ns () - start_ns);
}

void
bench_samples_add (BenchSamples *self, gint64 ns)
{
  g_array_append_val (self->values, ns);
}

/* Forgets the warming-up. */
void
bench_samples_clear (BenchSamples *self)
{
  g_array_set_size (self->values, 0);
}

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const gint64 left = *(const gint64 *) a;
  const gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

double
bench_samples_get_us (BenchSamples *self, guint percent)
{
  guint n = self->values->len;

  g_assert_cmpuint (n, >, 0);
  g_array_sort (self->values, compare_values);

  return (double) g_array_index (self->values, gint64, (n - 1) * percent / 100) / 1000.0;
}

void
bench_init (const char *heading)
{
  setlocale (LC_ALL, "");
  g_print ("%s\n", heading);
}

void
bench_print_samples (const char *name, BenchSamples *samples)
{
  g_print ("  %-48s median %8.1f µs   p95 %8.1f µs   n %u\n", name, bench_samples_get_us (samples, 50),
           bench_samples_get_us (samples, 95), samples->values->len);
}

/**
 * bench_print_ratio:
 * @what: the two in words
 * @aim: what the ratio of the medians should not exceed; 0 if that is for the reader to judge
 */
void
bench_print_ratio (const char *what, BenchSamples *samples, BenchSamples *base, double aim)
{
  double ratio = bench_samples_get_us (samples, 50) / bench_samples_get_us (base, 50);

  g_print ("  %-48s ratio  %8.2f", what, ratio);
  if (aim > 0.0)
    g_print ("      aim ≤ %.2f: %s", aim, ratio <= aim ? "met" : "missed");
  g_print ("\n");
}

void
bench_keep_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

/* Returns: (transfer none): what @result became */
GAsyncResult *
bench_wait_result (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}
