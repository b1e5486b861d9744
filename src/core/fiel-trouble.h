/* fiel-trouble.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielTrouble: why a step of the probe fails, on the way from this till to a terminal: finer than a FielReason, never
 * stored, and about no payment. The engine has a sentence for each.
 */
typedef enum
{
  FIEL_TROUBLE_NONE,
  /* the way */
  FIEL_TROUBLE_NAME_NOT_FOUND,
  FIEL_TROUBLE_REFUSED,                /* nothing listens, no route */
  FIEL_TROUBLE_TIMED_OUT,
  FIEL_TROUBLE_CUT,                    /* closed in the middle */
  FIEL_TROUBLE_NOT_TLS,                /* what answers does not speak TLS */
  FIEL_TROUBLE_CERTIFICATE_UNTRUSTED,  /* of an authority nobody here knows */
  FIEL_TROUBLE_CERTIFICATE_NAME,       /* of another host */
  FIEL_TROUBLE_CERTIFICATE_EXPIRED,
  FIEL_TROUBLE_CERTIFICATE_EARLY,      /* not valid yet */
  FIEL_TROUBLE_CERTIFICATE,            /* bad in another way */
  /* the clock */
  FIEL_TROUBLE_CLOCK_OFF,
  FIEL_TROUBLE_NO_DATE,                /* the answer does not say what time it is */
  /* the account */
  FIEL_TROUBLE_NO_SECRET,              /* the client secret is not there */
  FIEL_TROUBLE_NO_KEY,                 /* the API key is not there */
  FIEL_TROUBLE_KEYRING,                /* a secret may be there, but the keyring does not give it */
  FIEL_TROUBLE_CREDENTIALS,            /* account or secret are not accepted */
  FIEL_TROUBLE_FORBIDDEN,              /* a firewall does not let this till through */
  FIEL_TROUBLE_SERVER,                 /* the provider has trouble of its own */
  FIEL_TROUBLE_UNREADABLE,
  /* the terminals */
  FIEL_TROUBLE_NO_TERMINALS,
  FIEL_TROUBLE_TERMINAL_UNKNOWN,
  FIEL_TROUBLE_TERMINAL_FOREIGN,       /* of another merchant */
  FIEL_TROUBLE_TERMINAL_OFF,
  /* what is called back */
  FIEL_TROUBLE_SHARED_TOKEN,           /* somebody else asks the relay as if it were this till */
  FIEL_TROUBLE_PORT_TAKEN,             /* nobody can be heard at the port of this till */
  FIEL_TROUBLE_NOT_BACK,               /* a test was taken and did not come back */
  /* ours */
  FIEL_TROUBLE_SETTINGS,               /* what is set up cannot be asked with */
  FIEL_TROUBLE_STOPPED,                /* the person who asked does not want to know any more */
} FielTrouble;

#define FIEL_TYPE_TROUBLE (fiel_trouble_get_type ())
GType fiel_trouble_get_type (void);
#define FIEL_N_TROUBLES (FIEL_TROUBLE_STOPPED + 1)

/* The code is a FielTrouble. The message is for the log and quotes no secret. */
#define FIEL_TROUBLE_ERROR (fiel_trouble_error_quark ())
GQuark fiel_trouble_error_quark (void);

G_END_DECLS
