# Tests of what reads and writes files: core/formats, and the trainer's data.
set(formats_test_sources
  ${CMAKE_CURRENT_LIST_DIR}/card_figures_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/confidence_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/evaluation_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/examples_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/file_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/gzip_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/idx_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/intervals_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/junk_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/look_alikes_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/numbers_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/png_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/report_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/robustness_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/strokes_json_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/../core/test_models.cc)
