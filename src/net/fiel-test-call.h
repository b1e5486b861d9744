/* fiel-test-call.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A callback that a till sends to itself, to see that the way is open: {"fielTest":"<nonce>"}. It is about no payment
 * and is written down nowhere. */
#define FIEL_TEST_CALL_NONCE_LENGTH 32

char *fiel_test_call_make_nonce (void) G_GNUC_WARN_UNUSED_RESULT;
GBytes *fiel_test_call_make_body (const char *nonce) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (nullable): the nonce, if @body is a test call and nothing else */
char *fiel_test_call_read (GBytes *body) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
