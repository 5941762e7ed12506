# Puts files into the binary by .incbin: texts, migrations and data always, the built web app when dist/ is there.
# In: EMBEDDED (files). Out: EMBED_SOURCES for the library, WEB_SOURCES for the executable.
set(CMAKE_ASM_COMPILER ${CMAKE_CXX_COMPILER})

function(thon_embed out_name symbol root)
  set(table "#include \"platform/embedded.hpp\"\n\nextern \"C\" {\n")
  set(rows "")
  set(assembly ".section .rodata\n")
  set(index 0)
  foreach(file ${ARGN})
    file(RELATIVE_PATH name ${root} ${file})
    string(APPEND assembly
           ".global ${symbol}_${index}\n.global ${symbol}_${index}_end\n.balign 16\n${symbol}_${index}:\n.incbin \"${file}\"\n${symbol}_${index}_end:\n.byte 0\n")
    string(APPEND table "extern const char ${symbol}_${index}[], ${symbol}_${index}_end[];\n")
    string(APPEND rows "    {\"${name}\", {${symbol}_${index}, ${symbol}_${index}_end}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .note.GNU-stack,\"\",@progbits\n")
  string(APPEND table "}\n\nnamespace thon {\n\nconst std::vector<EmbeddedFile>& ${symbol}() {\n  static const std::vector<EmbeddedFile> files = {\n${rows}  };\n  return files;\n}\n\n}  // namespace thon\n")
  file(CONFIGURE OUTPUT ${GENERATED}/${symbol}.S CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT ${GENERATED}/${symbol}.cpp CONTENT "${table}" @ONLY)
  # The assembler reads the files behind CMake's back, so they are named as what the object depends on.
  set_source_files_properties(${GENERATED}/${symbol}.S PROPERTIES OBJECT_DEPENDS "${ARGN}")
  set(${out_name} ${GENERATED}/${symbol}.S ${GENERATED}/${symbol}.cpp PARENT_SCOPE)
endfunction()

thon_embed(EMBED_SOURCES embedded_sources ${CMAKE_SOURCE_DIR}/src ${EMBEDDED})

file(GLOB_RECURSE WEB_FILES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/dist/*)
thon_embed(WEB_SOURCES embedded_web ${CMAKE_SOURCE_DIR}/dist ${WEB_FILES})
