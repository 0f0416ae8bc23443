set(formats_test_sources
  ${CMAKE_CURRENT_LIST_DIR}/gzip_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/idx_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/png_test.cc
  ${CMAKE_CURRENT_LIST_DIR}/strokes_json_test.cc)
