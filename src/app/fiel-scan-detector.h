/* fiel-scan-detector.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Keys this close together do not come from a hand; this many of them are a scan. */
#define FIEL_SCAN_GAP_MS 35
#define FIEL_SCAN_MIN_KEYS 6

typedef struct _FielScanDetector FielScanDetector;

/**
 * FielScanTypedFunc, FielScanScannedFunc: what held keys turned out to be: a @character typed by a person, or the
 * @text of a scan (printable characters only, without its terminator).
 */
typedef void (*FielScanTypedFunc) (gunichar character, gpointer user_data);
typedef void (*FielScanScannedFunc) (const char *text, gpointer user_data);

FielScanDetector *fiel_scan_detector_new (FielScanTypedFunc typed, FielScanScannedFunc scanned, gpointer user_data);
void fiel_scan_detector_free (FielScanDetector *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielScanDetector, fiel_scan_detector_free)

/* A character key went down at @time_ms of the event's own clock. It is held until it is known what it belongs to. */
void fiel_scan_detector_press (FielScanDetector *self, gunichar character, guint32 time_ms);

/* Enter or Tab went down. TRUE: it belonged to a scan, or came too fast for a hand; nobody else may have it. */
gboolean fiel_scan_detector_terminate (FielScanDetector *self, guint32 time_ms);

/* Nothing was pressed for fiel_scan_detector_get_wait_ms() since the last key: hand over what is held. */
void fiel_scan_detector_settle (FielScanDetector *self);

/* How long a silence ends what is held; 0 if nothing is held. */
guint fiel_scan_detector_get_wait_ms (FielScanDetector *self);

G_END_DECLS
