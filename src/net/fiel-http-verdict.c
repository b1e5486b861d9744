/* fiel-http-verdict.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one table from the errors of GIO and libsoup to our causes. The verdict does not hang on the error: only on
 * whether the request had been started. An error nobody foresaw is a cut.
 */

#include "fiel-http-verdict.h"

#include <gio/gio.h>
#include <libsoup/soup.h>

#define ANY_CODE -1

typedef struct
{
  GQuark (*domain) (void);
  int code;
  FielHttpCause cause;
} ErrorRow;

/* The first row that fits decides. */
static const ErrorRow error_rows[] = {
  { g_resolver_error_quark, ANY_CODE, FIEL_HTTP_CAUSE_NAME_NOT_FOUND },
  { g_tls_error_quark, G_TLS_ERROR_EOF, FIEL_HTTP_CAUSE_CUT },
  { g_tls_error_quark, ANY_CODE, FIEL_HTTP_CAUSE_CERTIFICATE },
  { g_io_error_quark, G_IO_ERROR_CONNECTION_REFUSED, FIEL_HTTP_CAUSE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_HOST_NOT_FOUND, FIEL_HTTP_CAUSE_NAME_NOT_FOUND },
  { g_io_error_quark, G_IO_ERROR_HOST_UNREACHABLE, FIEL_HTTP_CAUSE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_NETWORK_UNREACHABLE, FIEL_HTTP_CAUSE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_PROXY_FAILED, FIEL_HTTP_CAUSE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_PROXY_AUTH_FAILED, FIEL_HTTP_CAUSE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_PROXY_NEED_AUTH, FIEL_HTTP_CAUSE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_PROXY_NOT_ALLOWED, FIEL_HTTP_CAUSE_REFUSED },
  { g_io_error_quark, G_IO_ERROR_TIMED_OUT, FIEL_HTTP_CAUSE_TIMED_OUT },
  { g_io_error_quark, G_IO_ERROR_CANCELLED, FIEL_HTTP_CAUSE_CANCELLED },
  { g_io_error_quark, G_IO_ERROR_INVALID_DATA, FIEL_HTTP_CAUSE_MALFORMED },
  { g_io_error_quark, ANY_CODE, FIEL_HTTP_CAUSE_CUT },
  { soup_session_error_quark, ANY_CODE, FIEL_HTTP_CAUSE_MALFORMED },
};

FielHttpVerdict
fiel_http_verdict_of_failure (gboolean started)
{
  return started ? FIEL_HTTP_VERDICT_UNKNOWN : FIEL_HTTP_VERDICT_NOT_SENT;
}

FielHttpCause
fiel_http_cause_of_error (const GError *error)
{
  g_return_val_if_fail (error != NULL, FIEL_HTTP_CAUSE_CUT);

  for (gsize i = 0; i < G_N_ELEMENTS (error_rows); i++)
    {
      const ErrorRow *row = &error_rows[i];

      if (error->domain == row->domain () && (row->code == ANY_CODE || row->code == error->code))
        return row->cause;
    }
  return FIEL_HTTP_CAUSE_CUT;
}
