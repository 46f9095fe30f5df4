#pragma once
#include <malloc.h>
#include <sys/mman.h>

/* Older headers do not name it; older systems refuse it, which does no harm. */
#ifdef __linux__
static const int populateWrite = 23;
#endif
